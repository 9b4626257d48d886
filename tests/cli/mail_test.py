"""Mail, made by python's own library: messages, mailboxes, header fields, parts and attachments."""

import email.message
import email.policy
import io
import mailbox
import unittest
import zipfile
from email.headerregistry import Address

from leaksift_case import EMAIL, SSN, LeaksiftCase, of_kind

OTHER_SSN = "219-09-4821"
CARD = "4539 1488 0343 6467"
TABLE = f"name,ssn\nWilma Krantz,{SSN}\nOlga Brandt,{OTHER_SSN}\n"


def message(body="Nothing to see.\n", **options):
    made = email.message.EmailMessage()
    made["From"] = Address("Wilma Krantz", addr_spec=EMAIL)
    made["To"] = Address("Jörg Müller", addr_spec="jorg.muller@saltmarshpost.net")
    made["Subject"] = "papers"
    made["Date"] = "Tue, 3 Feb 2026 09:10:00 +0000"
    if body is not None:
        made.set_content(body, **options)
    return made


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return out.getvalue()


class Mail(LeaksiftCase):
    def eml(self, made, name="letter.eml", policy=email.policy.SMTP):
        return self.write(name, made.as_bytes(policy=policy))

    def mbox(self, *messages, name="in.mbox"):
        path = self.folder / name
        box = mailbox.mbox(path)
        for one in messages:
            box.add(one)
        box.close()
        return path

    def places(self, path):
        """(type, within, record, field) of each finding, and formats by the path within."""
        lines = self.scan(path)
        found = [(line["type"], line["location"].get("within"), line["location"].get("record"),
                  line["location"].get("field")) for line in of_kind(lines, "finding")]
        formats = {tuple(line.get("within", ())): line["format"] for line in of_kind(lines, "file")}
        return found, formats

    def ssns(self, path):
        return [(within, record) for kind, within, record, _ in self.places(path)[0]
                if kind == "us_ssn"]

    def test_names_and_addresses_are_fields_of_the_message(self):
        for policy in email.policy.SMTP, email.policy.default:
            found, formats = self.places(self.eml(message(f"Her SSN is {SSN}.\n"), policy=policy))
            self.assertEqual(formats, {(): "eml"})
            self.assertEqual(found, [("person_name", [], 1, "From"),
                                     ("email_address", [], 1, "From"),
                                     ("person_name", [], 1, "To"),
                                     ("email_address", [], 1, "To"),
                                     ("us_ssn", [], 1, None)])

    def test_header_and_body_are_one_record(self):
        path = self.mbox(message(), message(f"SSN: {SSN}\n"), message())
        lines = self.scan(path)
        grave = [line for line in of_kind(lines, "record") if line["notifiable"]]
        self.assertEqual([line["location"]["record"] for line in grave], [2])
        self.assertEqual(grave[0]["combination"], "name+us_ssn")
        self.assertEqual(of_kind(lines, "summary")[0]["records"]["total"], 3)

    def test_transfer_encodings_are_undone(self):
        text = f"Grüße, her SSN is {SSN}\nFrom here on it is quiet.\n"
        for cte in "7bit", "8bit", "quoted-printable", "base64":
            body = text.replace("ü", "u").replace("ß", "s") if cte == "7bit" else text
            with self.subTest(cte):
                made = message(body, cte=cte)
                self.assertEqual(self.ssns(self.eml(made)), [([], 1)])
                box = self.mbox(message(), made, message(), name=f"{cte}.mbox")
                self.assertEqual(self.ssns(box), [([], 2)])
                self.assertEqual(of_kind(self.scan(box), "summary")[0]["records"]["total"], 3)

    def test_character_sets_are_undone(self):
        for charset in "iso-8859-15", "utf-16", "windows-1251", "iso-2022-jp", "gb18030":
            greeting = {"iso-8859-15": "Grüße", "windows-1251": "Привет"}.get(charset, "中文")
            made = message(f"{greeting}: SSN {SSN}\n", charset=charset, cte="base64")
            with self.subTest(charset):
                self.assertEqual(self.ssns(self.eml(made)), [([], 1)])

    def test_a_zip_and_a_message_in_a_message_are_opened(self):
        inner = message(None)
        inner.add_attachment(zipped(("people.csv", TABLE)), maintype="application", subtype="zip",
                             filename="Gehälter.zip")
        outer = message("Forwarded.\n")
        outer.add_attachment(inner)
        outer.add_attachment(TABLE.encode(), maintype="application", subtype="octet-stream",
                             filename="naïve list.csv")
        table = ["message 2", "naïve list.csv"]
        inner_table = ["message 2", "part 2", "Gehälter.zip", "people.csv"]
        found, formats = self.places(self.mbox(message(), outer))
        ssns = [place[1:] for place in found if place[0] == "us_ssn"]
        self.assertEqual(ssns, [(inner_table, 1, "ssn"), (inner_table, 2, "ssn"),
                                (table, 1, "ssn"), (table, 2, "ssn")])
        self.assertEqual(formats[("message 2", "part 2")], "eml")
        self.assertEqual(formats[()], "mbox")
        self.assertIn(("person_name", ["message 2", "part 2"], 1, "From"), found)

    def test_text_behind_an_attachment_belongs_to_the_message(self):
        made = message("Before.\n")
        made.add_attachment(b"\0" * 5000, maintype="image", subtype="x-raw", filename="a.raw")
        made.attach(message(f"SSN: {SSN}\n"))
        del made.get_payload()[-1]["From"], made.get_payload()[-1]["To"]
        self.assertEqual(self.ssns(self.eml(made)), [([], 1)])

    def test_files_of_one_name_are_told_apart(self):
        made = message()
        for _ in range(2):
            made.add_attachment(TABLE, subtype="csv", filename="list.csv")
        ids = [line["id"] for line in self.findings(self.eml(made)) if line["type"] == "us_ssn"]
        self.assertEqual(len(set(ids)), 4)

    def test_a_large_attachment_cuts_the_text(self):
        made = message(f"SSN {SSN}\n")
        made.add_attachment(b"x" * (20 << 20), maintype="application", subtype="octet-stream",
                            filename="large.bin")
        made.add_attachment(TABLE, subtype="csv", filename="list.csv")
        ssns = self.ssns(self.mbox(message(), made, message(f"SSN {OTHER_SSN}\n")))
        self.assertEqual(ssns, [([], 2), (["message 2 from part 2"], 3),
                                (["message 2", "list.csv"], 1), (["message 2", "list.csv"], 2)])

    def test_uuencode_is_undone(self):
        import binascii
        data = zipped(("people.csv", TABLE))
        code = "begin 644 list.zip\n"
        for at in range(0, len(data), 45):
            code += binascii.b2a_uu(data[at:at + 45]).decode()
        code += "`\nend\n"
        made = message(f"Here it is.\n{code}Her SSN is {SSN}.\n", cte="7bit")
        self.assertEqual(self.ssns(self.eml(made)),
                         [([], 1), (["list.zip", "people.csv"], 1),
                          (["list.zip", "people.csv"], 2)])

    def test_maildir_files_are_messages(self):
        box = mailbox.Maildir(self.folder / "Maildir")
        for _ in range(3):
            box.add(message(f"SSN {SSN}\n"))
        self.assertEqual(self.ssns(self.folder / "Maildir"), [([], 1)] * 3)

    def test_nesting_has_a_limit_and_is_told(self):
        lines = []
        for depth in range(10_000):
            lines += [f'Content-Type: multipart/mixed; boundary="b{depth}"', "", f"--b{depth}"]
        made = "From: a@example.org\nTo: b@example.org\n" + "\n".join(lines) + f"\n\nSSN {SSN}\n"
        path = self.write("deep.eml", made)
        lines = self.scan(path, status=3)
        self.assertEqual([line["reason"] for line in of_kind(lines, "file") if "reason" in line],
                         ["limit: depth of multiparts"])
        self.assertEqual(len([f for f in of_kind(lines, "finding") if f["type"] == "us_ssn"]), 1)

    def test_messages_in_messages_have_the_limit_of_containers(self):
        made = f"SSN {SSN}\n"
        for _ in range(300):
            made = ("From: a@example.org\nTo: b@example.org\nContent-Type: message/rfc822\n\n" + made)
        lines = self.scan(self.write("deep.eml", made), status=3)
        self.assertIn("limit: depth 16", [line.get("reason") for line in of_kind(lines, "file")])
        self.assertEqual(len([f for f in of_kind(lines, "finding") if f["type"] == "us_ssn"]), 1)


if __name__ == "__main__":
    unittest.main()
