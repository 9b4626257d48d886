"""Logs of web servers and programs: what stands in queries, cookies and objects are fields."""

import unittest

from leaksift_case import EMAIL, SSN, LeaksiftCase

QUERY = f"ssn={SSN}&mail={EMAIL.replace('@', '%40')}"
W3C = f"""#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Fields: date time c-ip cs-uri-stem cs-uri-query cs(User-Agent) cs(Cookie)
2024-01-31 12:00:00 10.0.0.1 /find {QUERY} Mozilla/5.0+(X11) tax_id={SSN}
#Fields: date cs-username
2024-01-31 {EMAIL}
"""
ELB = "".join(
    f"https 2024-01-31T12:00:0{number}.186641Z app/my-lb/50dc 81.2.69.160:2817 10.0.0.1:80 0.1 0.1 "
    f'0.1 200 200 0 57 "GET https://h.example:443/x?{QUERY} HTTP/1.1" "curl/7.46" - - - "-" "-"\n'
    for number in range(2))

OBJECT = f'{{"customer":{{"mail":"{EMAIL}","note":"it\\u0027s","ssn":"{SSN}"}}}}'


class Logs(LeaksiftCase):
    def fields(self, content):
        """The format of a file, and what is found in it: type, value, field and record."""
        path = self.write("a.log", content)
        found = {(item["type"], item["value"], item["location"]["field"],
                  item["location"]["record"]) for item in self.findings("--show-values", path)}
        return self.files(path)["a.log"]["format"], found

    def test_w3c_logs_name_their_columns(self):
        self.assertEqual(self.fields(W3C), ("w3c_log", {
            ("us_ssn", SSN, "query.ssn", 1), ("email_address", EMAIL, "query.mail", 1),
            ("us_ssn", SSN, "cookie.tax_id", 1), ("email_address", EMAIL, "cs-username", 2)}))

    def test_load_balancers_tell_clients_and_queries(self):
        form, found = self.fields(ELB)
        self.assertEqual(form, "elb_log")
        for record in 1, 2:
            self.assertIn(("ip_address", "81.2.69.160", "client", record), found)
            self.assertIn(("us_ssn", SSN, "query.ssn", record), found)

    def test_members_of_json_in_entries_are_fields(self):
        form, found = self.fields(f"2024-01-31 12:00:00 INFO payload={OBJECT} took=3ms\n"
                                  f"2024-01-31 12:00:01 INFO {OBJECT}\n"
                                  f"2024-01-31 12:00:02 INFO {OBJECT[:-3]}\n"
                                  f"2024-01-31 12:00:03 INFO callback({OBJECT});\n")
        self.assertEqual((form, found), ("log", {
            (kind, value, f"{key}/customer/{member}", record)
            for kind, value, member in (("us_ssn", SSN, "ssn"), ("email_address", EMAIL, "mail"))
            for key, record in (("payload", 1), ("", 2), ("", 3), ("", 4))}))

    def test_jsonp_is_json(self):
        form, found = self.fields(f"callback({OBJECT});\n")
        self.assertEqual(form, "json")
        self.assertIn(("us_ssn", SSN, "/customer/ssn", 1), found)


if __name__ == "__main__":
    unittest.main()
