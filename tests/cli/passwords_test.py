"""Encrypted members: skipped, opened by --password-file, and no password anywhere in the output."""

import shutil
import subprocess
import unittest

from leaksift_case import SSN, LeaksiftCase, environment, of_kind

PASSWORD = "Tr0ub4dor &3 schoen"
LETTERS = "Schlüssel ключ 🔑"  # Beyond ASCII, and beyond what 16 bits hold.


class Passwords(LeaksiftCase):
    def make(self, *command):
        self.write("secret.txt", f"SSN: {SSN}\n" * 3)
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True,
                       env=environment(LC_ALL="C.UTF-8"))
        return self.folder / command[-2]

    def check(self, path, password=PASSWORD):
        lines = self.scan(path, status=3)
        skipped = [line for line in of_kind(lines, "file") if line["status"] == "skipped"]
        self.assertEqual([line["reason"] for line in skipped], ["encrypted"])
        self.assertGreater(skipped[0]["bytes"], 0)
        self.assertEqual(of_kind(lines, "finding"), [])
        wrong = self.write("wrong", "one\ntwo\n\nthree")
        right = self.write("right", f"one\ntwo\r\n{password}\nthree\n")
        for file, found in ((wrong, 0), (right, 3)):
            for arguments in ([path], ["-"]):
                with self.subTest(file.name, arguments=arguments):
                    done = self.run_leaksift("scan", "--format", "ndjson", "--password-file", file,
                                             *arguments, stdin=path.read_bytes())
                    self.assertEqual(done.returncode, 0 if found else 3, done.stderr)
                    self.assertEqual(done.stdout.count('"kind":"finding"'), found)
                    for secret in (password, *password.split()[::2]):
                        self.assertNotIn(secret, done.stdout + done.stderr)

    @unittest.skipUnless(shutil.which("zip"), "zip is not installed")
    def test_zip(self):
        self.check(self.make("zip", "-q", "-P", PASSWORD, "x.zip", "secret.txt"))

    @unittest.skipUnless(shutil.which("7z"), "7z is not installed")
    def test_zip_of_7z(self):
        for method in ("ZipCrypto", "AES128", "AES256"):
            with self.subTest(method):
                self.check(self.make("7z", "a", "-tzip", f"-mem={method}", f"-p{PASSWORD}",
                                     f"{method}.zip", "secret.txt"))

    @unittest.skipUnless(shutil.which("7z"), "7z is not installed")
    def test_7z(self):
        """Also with an encrypted list of members: then the archive as a whole is skipped."""
        for password in (PASSWORD, LETTERS):
            for hidden in ("off", "on"):
                with self.subTest(hidden, password=password):
                    path = self.make("7z", "a", f"-mhe={hidden}", f"-p{password}", "x.7z", "secret.txt")
                    self.check(path, password)
                    path.unlink()

    @unittest.skipUnless(shutil.which("7z"), "7z is not installed")
    def test_7z_of_many_members(self):
        """Solid and not, and with members that nobody has encrypted."""
        for number in range(1, 8):
            self.write(f"{number}.txt", f"SSN: {SSN}\n" * number)
        names = [f"{number}.txt" for number in range(1, 8)]
        options = {"cwd": self.folder, "check": True, "capture_output": True}
        for solid in ("on", "off"):
            subprocess.run(["7z", "a", "-ms=" + solid, f"{solid}.7z", *names[:3]], **options)
            subprocess.run(["7z", "a", "-ms=" + solid, f"-p{PASSWORD}", f"{solid}.7z", *names[3:]],
                           **options)
            passwords = self.write("passwords", f"one\n{PASSWORD}\n")
            lines = self.scan(self.folder / f"{solid}.7z", "--password-file", passwords)
            self.assertEqual(len(of_kind(lines, "finding")), sum(range(1, 8)))

    def test_a_file_that_cannot_be_read_is_refused(self):
        path = self.write("x.txt", "x")
        self.refused("scan", "--password-file", self.folder / "none", path, says="--password-file")
        self.refused("scan", "--password-file", self.folder, path, says="--password-file")


if __name__ == "__main__":
    unittest.main()
