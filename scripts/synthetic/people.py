"""Synthetic people: names, addresses, and where their mail would go."""

import datetime

from . import identifiers

GIVEN = """James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara
Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew
Betty Anthony Sandra Mark Margaret Donald Ashley Steven Kimberly Andrew Emily Paul Donna Joshua
Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah Timothy Stephanie Ronald Rebecca
Jason Sharon Edward Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Gary Kathleen Nicholas Angela
Eric Shirley Jonathan Emma Stephen Brenda Larry Pamela Justin Nicole Scott Anna Brandon Samantha
Benjamin Katherine Samuel Christine Gregory Helen Alexander Debra Patrick Rachel Frank Carolyn
Raymond Janet Jack Maria Dennis Catherine Jerry Heather Tyler Diane Aaron Olivia Jose Julie Adam
Joyce Nathan Victoria Henry Ruth Zachary Virginia Douglas Lauren Peter Kelly Kyle Christina Noah
Joan Ethan Evelyn Jeremy Judith Christian Andrea Walter Hannah Keith Megan Austin Cheryl Roger
Jacqueline Terry Martha Sean Madison Gerald Teresa Carl Gloria Dylan Sara Harold Janice Jordan Ann
Jesse Kathryn Bryan Abigail Lawrence Sophia Arthur Frances Gabriel Jean Bruce Alice Logan Judy
Billy Isabella Joe Julia Alan Grace Juan Amber Elijah Denise Willie Danielle Albert Marilyn Wayne
Beverly Randy Charlotte""".split()

SURNAMES = """Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez
Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris
Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill
Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans
Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez
Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks
Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross
Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Gonzales
Fisher Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham Reynolds Griffin Wallace
Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Aguilar Stevens Murray Ford Castro
Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas Henry Chen
Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw
Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Rose Stone Salazar
Fox Warren Mills Meyer Rice Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan
Gardner Payne Grant Dunn Kelley Spencer Hawkins Arnold Pierce Hansen Peters Santos Hart Bradley
Knight Elliott Cunningham Duncan Armstrong Hudson Carroll Lane Riley Andrews Alvarado Ray Delgado
Berry Perkins Hoffman Johnston Matthews Pena Richards Contreras Willis Carpenter Lawrence
Sandoval""".split()

# Invented names of mail hosts below public suffixes that are in real use.
MAIL_DOMAINS = """harborline-mail.com northgatepost.net quillwood-mail.com bluefernmail.com
cedarpointpost.net maplecroft-inbox.com tidewatermail.net stonebridge-post.com larkspurmail.org
fairhollowmail.com oakmere-inbox.net winterbournepost.com redhillmail.us juniper-ridge-mail.com
saltmarshpost.net copperkettle-mail.com""".split()

STREETS = """Maple Oak Cedar Elm Washington Lake Hillcrest Park Walnut Sunset Lincoln Willow
Highland Jefferson Ridge Chestnut Franklin Meadow Madison Spring Church Prospect Orchard Adams
Birch""".split()
STREET_SUFFIXES = "St Ave Rd Ln Dr Ct Blvd Way".split()

# City, state, and the first three digits of its ZIP codes.
CITIES = [
    ("Springfield", "IL", "627"), ("Columbus", "OH", "432"), ("Portland", "OR", "972"),
    ("Austin", "TX", "787"), ("Denver", "CO", "802"), ("Phoenix", "AZ", "850"),
    ("Albany", "NY", "122"), ("Tampa", "FL", "336"), ("Raleigh", "NC", "276"),
    ("Madison", "WI", "537"), ("Omaha", "NE", "681"), ("Tucson", "AZ", "857"),
    ("Richmond", "VA", "232"), ("Boise", "ID", "837"), ("Fresno", "CA", "937"),
    ("Hartford", "CT", "061"), ("Nashville", "TN", "372"), ("Tulsa", "OK", "741"),
]


# What forms and databases hold when nobody was asked.
SAMPLE_NAMES = {("John", "Smith"), ("James", "Smith"), ("Mary", "Smith")}
DEFAULT_DATES = {datetime.date(1970, 1, 1), datetime.date(2000, 1, 1)}


def birth_date(rng):
    """A date of birth of someone of working age."""
    first = datetime.date(1945, 1, 2).toordinal()
    while True:
        born = datetime.date.fromordinal(rng.randrange(first, first + 20400))
        if born not in DEFAULT_DATES:
            return born


def given_and_surname(rng):
    while True:
        pair = rng.choice(GIVEN), rng.choice(SURNAMES)
        if pair not in SAMPLE_NAMES:
            return pair


class Person:
    """One synthetic person, all of whose values come from `rng` in a fixed order."""

    def __init__(self, rng):
        self.given, self.surname = given_and_surname(rng)
        self.name = f"{self.given} {self.surname}"
        number = rng.randrange(10, 1000)
        local = f"{self.given}.{self.surname}{number}".lower()
        self.email = f"{local}@{rng.choice(MAIL_DOMAINS)}"
        self.born = birth_date(rng)
        self.ssn = identifiers.ssn(rng)
        self.phone = identifiers.phone(rng)
        self.card = identifiers.card(rng)
        self.account = identifiers.account(rng)
        self.routing = identifiers.routing(rng)
        self.street = (f"{rng.randrange(100, 9900)} {rng.choice(STREETS)} "
                       f"{rng.choice(STREET_SUFFIXES)}")
        self.city, self.state, zip3 = rng.choice(CITIES)
        self.zip = f"{zip3}{rng.randrange(1, 60):02d}"

    @property
    def address(self):
        return f"{self.street}, {self.city}, {self.state} {self.zip}"
