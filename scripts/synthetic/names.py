"""Names of invented people in the forms that texts write them in.

Tokens are drawn from patterns/names as often as they are borne, so that names that are words
(Mark, Rose, Hill, Page) come as often as among people. A part is in no list: surnames put together
from syllables, and names of other countries written here.
"""

import pathlib
import re

LISTS = pathlib.Path(__file__).resolve().parents[2] / "patterns" / "names"

# Given names and surnames that go together.
COUNTRIES = [
    ("José María Lucía Íñigo Inés Álvaro Belén Nuria Joaquín Ximena",
     "Muñoz|Ibáñez|de la Cruz|García Márquez|Peña|Núñez|de León|Ordóñez|López Obregón|Güell"),
    ("Jürgen Björn Käthe Anneliese Heinz-Peter Dörte Uwe Sabine Torsten Wiebke",
     "Müller|Schröder|von Bülow|Weiß|Großmann|Vogelsang|Käfer|von der Heide|Jäger|Niebuhr"),
    ("François Amélie Jean-Luc Anaïs Benoît Hélène Marie-Claire Gaël Océane Rémi",
     "Lefèvre|du Plessis|Béranger|de Villepin|Gauthier|Rousseau|Le Goff|Chédeville|d'Arcy|Morvan"),
    ("Giulia Niccolò Chiara Alessandro Ilaria Matteo Donatella Piero Ludovica Sandro",
     "Di Stefano|Esposito|Dell'Acqua|Ricciardi|De Luca|Bianchi|Della Rovere|Lo Presti|Fumagalli|Zanetti"),
    ("João Beatriz Gonçalo Conceição Thiago Inês Rui Fernanda Antônio Larissa",
     "da Silva|dos Santos|Gonçalves|de Araújo|Assunção|Magalhães|Carvalho|Queirós|do Nascimento|Brandão"),
    ("Wojciech Łukasz Małgorzata Agnieszka Zbigniew Jiří Božena Tomáš Snežana Bogdan",
     "Wiśniewski|Kowalczyk|Dvořák|Novotná|Jovanović|Szczepański|Wójcik|Horváth|Kovačević|Černý"),
    ("Piet Joost Marijke Sanne Bram Femke Willem Anouk Ruben Lotte",
     "van den Berg|de Vries|van der Meer|Bakker|ter Horst|van Dijk|Hoekstra|de Jong|Zijlstra|van Gogh"),
    ("Priya Rajesh Ananya Venkatesh Sunita Arjun Lakshmi Harpreet Deepak Kavita",
     "Patel|Krishnamurthy|Iyer|Chatterjee|Singh|Venkataraman|Deshpande|Bhattacharya|Menon|Reddy"),
    ("Mohammed Fatima Khalid Aisha Yusuf Layla Omar Noor Hassan Samira",
     "al-Masri|Haddad|bin Rashid|El-Sayed|Hosseini|Al Farsi|Abdallah|Ben Ali|Mansour|Qureshi"),
    ("Wei Xiaoming Hiroshi Yuki Ji-woo Minh Thi Siti Kenji Mei",
     "Zhang|Nguyen|Tanaka|Park|Watanabe|Trần|Huang|Kim|Suzuki|Phạm"),
    ("Siobhán Pádraig Aoife Seán Fiona Liam Gráinne Niall Orla Declan",
     "O'Brien|McDonald|O'Sullivan|MacKenzie|McCarthy|Ó Súilleabháin|O'Neill|McGrath|Fitzgerald|MacLeod"),
    ("Sven Åsa Øyvind Ingrid Søren Maja Elín Þór Aino Jukka",
     "Lindström|Åkesson|Sørensen|Guðmundsdóttir|Hämäläinen|Bjørnstad|Nyström|Virtanen|Dahl|Kjær"),
]
STARTS = """Var Kol Ter Bri Zan Mor Dru Gal Hev Nor Pel Quin Ros Sul Tam Ulv Vek Wex Yar Zel Brom Char
Drov Fen Gris Hal Jov Kest Lund Marv""".split()
MIDDLES = ["", "", "a", "en", "i", "o", "or", "un", "el", "ash", "ik", "em"]
ENDS = """vić quez sohn ström ová mann ette ucci enko adze oğlu berg wick thorpe stad bury elli otti ski
ward dahl brecht ines ardo etti kar yan pour zadeh""".split()
SUFFIXES = ["Jr.", "Jr", "Sr.", "II", "III", "IV"]
# How likely a class is, and that of names in no list, below.
INVENTED = 0.08
ABROAD = 0.17


class Lists:
    """The tokens of the lists by class, and the share of people of each class."""

    def __init__(self, name):
        self.by_class = {}
        for line in (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            token, token_class = line.split("\t")
            if token.isascii() and len(token) > 2:
                self.by_class.setdefault(int(token_class), []).append(token)
        self.tokens = {token for tokens in self.by_class.values() for token in tokens}
        self.classes, self.shares = [], []
        for line in (LISTS / "coverage.tsv").read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if fields[0] == name and int(fields[1]) in self.by_class:
                self.classes.append(int(fields[1]))
                self.shares.append(float(fields[3]))

    def draw(self, rng):
        token_class = rng.choices(self.classes, self.shares)[0]
        return spelled(rng.choice(self.by_class[token_class]))


def spelled(token):
    """A token of the lists as people write it."""
    known = re.match(r"(mc|mac(?=d|k|l)|o(?=brien|neill?|connor|donnell|reilly|hara|keefe))(.{3,})",
                     token)
    if known:
        return known[1].capitalize() + ("'" if known[1] == "o" else "") + known[2].capitalize()
    return token.capitalize()


GIVEN, SURNAMES = Lists("given"), Lists("surnames")
LISTED = GIVEN.tokens | SURNAMES.tokens


def invented(rng):
    """A surname that is in no list."""
    while True:
        name = rng.choice(STARTS) + rng.choice(MIDDLES) + rng.choice(ENDS)
        if name.lower() not in LISTED:
            return name


class Name:
    """A name and its forms."""

    def __init__(self, rng):
        kind = rng.random()
        if kind < ABROAD:
            given, surnames = rng.choice(COUNTRIES)
            self.given, self.surname = rng.choice(given.split()), rng.choice(surnames.split("|"))
        else:
            self.given = GIVEN.draw(rng)
            self.surname = invented(rng) if kind < ABROAD + INVENTED else SURNAMES.draw(rng)
        if rng.random() < 0.04 and " " not in self.surname:
            self.surname += f"-{SURNAMES.draw(rng)}"
        self.middle = GIVEN.draw(rng)
        self.initial = self.middle[0] + "."
        self.suffix = rng.choice(SUFFIXES)
        self.plain = f"{self.given} {self.surname}"
        self.natural = self.draw_natural(rng)
        self.last_first = f"{self.surname}, {self.given}"
        if rng.random() < 0.4:
            self.last_first += f" {self.initial}"

    def draw_natural(self, rng):
        kind = rng.random()
        if kind < 0.12:
            return f"{self.given} {self.initial} {self.surname}"
        if kind < 0.17:
            return f"{self.given} {self.middle} {self.surname}"
        if kind < 0.20:
            return f"{self.plain} {self.suffix}"
        if kind < 0.22:
            return f"{self.given[0]}. {self.initial} {self.surname}"
        return self.plain

    def slots(self, number):
        """The forms by the slots of templates; of a second person with its number behind."""
        forms = {"name": self.natural, "plain": self.plain, "given": self.given,
                 "surname": self.surname, "last_first": self.last_first,
                 "caps": self.plain.upper(), "lower": self.plain.lower(),
                 "caps_last_first": self.last_first.upper(), "initial": self.initial,
                 "initials": f"{self.given[0]}. {self.surname}"}
        return {f"{slot}{number or ''}": form for slot, form in forms.items()}
