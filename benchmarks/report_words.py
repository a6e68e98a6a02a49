"""What the pages of report_pages.py say: sentences of our own, with slots in braces."""

from __future__ import annotations

from typing import Final

PUBLISHERS: Final = (
    # folder, name, jurisdiction, ours
    ("ashgrove", "Ashgrove Children's Hospital", "GB", True),
    ("birchwater", "Birchwater Family Cancer Trust", "GB", True),
    ("calder-row", "Calder Row Cancer Centre", "GB", True),
    ("dunmara", "Dunmara Childhood Cancer Network", "IE", True),
    ("elmstead", "Elmstead Young Lives", "GB", True),
    ("foxley-point", "Foxley Point Pediatrics", "US", False),
    ("glenshiel", "Glenshiel Leukaemia Society", "CA", False),
)
OWNERS: Final = (
    "A. Marlow",
    "B. Osei",
    "C. Lindqvist",
    "D. Farouk",
    "E. Tan",
    "F. Novak",
    "G. Byrne",
    "H. Castellanos",
)
CONDITIONS: Final = (
    "neuroblastoma",
    "ALL",
    "AML",
    "Hodgkin lymphoma",
    "osteosarcoma",
    "Ewing sarcoma",
    "medulloblastoma",
)
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TIMES: Final = ("once", "twice", "three times")
FORMS: Final = ("tablet", "capsule", "liquid")

CLAIMS: Final = {
    "duration": (
        "{Drug} is taken for {months} months.",
        "A course of {drug} lasts {months} months in all.",
        "Treatment with {drug} goes on for {months} months.",
    ),
    "frequency": ("{Drug} is taken {times} a day.", "Your child takes {drug} {times} a day."),
    "form": ("{Drug} comes as {form}s.", "{Drug} is supplied as a {form}."),
    "cycles": ("There are {cycles} cycles of {drug}.", "Most plans have {cycles} cycles of {drug}."),
    "weeks": ("Each cycle of {drug} lasts {weeks} weeks.", "One cycle of {drug} takes {weeks} weeks."),
    "hours": ("The {drug} infusion takes {hours} hours.", "{Drug} is infused over {hours} hours."),
    "route": ("{Drug} is {way}.", "On our wards {drug} is {way}."),
    "status": ("{Drug} is used to treat {condition}.",),
    "contraception": ("Contraception is needed for {after} months after the last dose of {drug}.",),
}
ORAL: Final = ("duration", "frequency", "form", "route", "status", "contraception")
DRIP: Final = ("cycles", "weeks", "hours", "route", "status", "contraception")
SIDE_EFFECTS: Final = (
    "nausea",
    "fever",
    "rash",
    "headache",
    "hair loss",
    "mouth sores",
    "tiredness",
    "diarrhoea",
    "swelling",
)

UNREAD: Final = (
    "Several parents told us that the first {few} weeks with {drug} felt like the longest.",
    "We would rather see {drug} moved by {few} days than left out altogether.",
    "Bring {few} doses of {drug} with you if you come from the islands.",
)
SECTIONS: Final = (
    (
        "What it is",
        (
            "On the chart above the bed it goes by the name of {brand}, as the box does.",
            "Nobody expects you to remember the name; the ward clerk in {town} spells it out for every family.",
            "The pharmacist at {publisher} mixes it on the morning it is needed, and not before.",
            "It was studied in grown-ups to begin with, and children's doctors in {town} learnt from that.",
            "Think of it as a guest that stays for a while, is watched closely, and then leaves.",
            "Ask for the picture book if a younger brother or sister wants to know what the fuss is about.",
        ),
    ),
    (
        "Before you start",
        (
            "Tell {owner} about every remedy in the cupboard, herbs and vitamins included.",
            "Something cold takes the edge off the taste, say the families in {town}.",
            "Your child's height is measured again, as the amount goes by the size of the body.",
            "Teeth are looked at beforehand by the dentist who comes over from {town}.",
            "The consent form is long; take it home, sleep on it, and scribble on it.",
            "If a cousin has had trouble with it, let the team know which sort.",
        ),
    ),
    (
        "How it is given",
        (
            "The nurse from {town} goes through all of it with you, and then you go through it with her.",
            "Keep the box where the dog cannot reach it, and away from the kettle.",
            "A chart on the fridge helps, with a column for this and one for everything else.",
            "Wear gloves when you handle it, and wash your hands even so.",
            "Do not crush anything unless the pharmacy at {publisher} has said that you may.",
            "If it comes straight back, do not give another; ring the number on the blue card.",
        ),
    ),
    (
        "On the ward",
        (
            "A parent can stay; the folding beds in {town} are better than they look.",
            "The play specialist carries a suitcase of trains, and knows when to leave it shut.",
            "Visitors with a cold are asked to wave through the glass.",
            "Bring a pillow from home, a long cable, and something with a lot of episodes.",
            "{owner} does the rounds early, so keep your questions on a piece of paper.",
            "Meals are served when the bell rings, and toast whenever somebody is awake.",
        ),
    ),
    (
        "School and friends",
        (
            "The teacher who visits from {town} sends work that can be done lying down.",
            "Friends ask odd questions; a sentence agreed on beforehand helps everybody.",
            "Hats are a matter of taste, and the school office has been told so.",
            "A letter from {publisher} explains to the class what it is for, in words for their age.",
            "Sports day can be watched from a chair with a flask and a whistle.",
            "Some children want everybody to know and some want nobody to; both are fine.",
        ),
    ),
    (
        "Afterwards",
        (
            "The line is looked after by the nurse in {town} for as long as it stays in.",
            "Blood is taken from a finger wherever that will do.",
            "Feeling flat when it is over is common, and {owner} would like to hear about it.",
            "Photographs of the last dose go up on the board next to the lift, if you like.",
            "A summary of all of it is yours to keep for the doctors who come later.",
            "Ask about the reunion at {publisher}; there is usually cake, and never a speech.",
        ),
    ),
)  # fmt: skip
TOWNS: Final = (
    "Ardley", "Bexcombe", "Corrie", "Dalton Green", "Eskmouth", "Farrow", "Garsdale", "Holmwood", "Inverlyn",
    "Jarrow Hill", "Kelso Bridge", "Lantry", "Marwell", "Netherby", "Orsett", "Penarth Cross", "Quarrington",
    "Rosslare", "Selby Moor", "Tarbet", "Upwell", "Vernham", "Wexcombe", "Yarrow",
)  # fmt: skip
COPIED: Final = (
    "Store {drug} in the door of the fridge, with the label facing you. Shake it for {few} seconds and wait until the "
    "froth has gone. Throw away what is left of it at the weekend, and rinse the spoon under the tap."
)
