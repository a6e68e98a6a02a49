from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.load.conftest import Load

FRENCH = (
    "Cette plante est donnée aux enfants pendant six mois. Elle se prend avec de l'eau, et les parents "
    "peuvent aider les plus petits. Les effets sont légers dans la plupart des cas, mais il faut le dire au "
    "médecin qui suit votre enfant, surtout pour les plus jeunes, et ne pas arrêter sans avis."
)
GERMAN = (
    "Die Pflanze wird den Kindern sechs Monate lang gegeben. Sie ist mit Wasser zu nehmen, und die Eltern "
    "können den Kleinen dabei helfen. Die Wirkungen sind nicht stark, aber der Arzt muss davon wissen, und "
    "das Mittel darf ohne Rat nicht abgesetzt werden, auch wenn es dem Kind besser geht."
)
GREEK = "Το φυτό δίνεται στα παιδιά για έξι μήνες και λαμβάνεται με νερό. " * 5
NAMES = "Zorvalin hydrochloride (Zorva), Plantex beta (Plan), Rosaline sulfate (Rosa), Ivyne alfa (Iva). " * 6


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (GERMAN, "de"), (GREEK, "Greek script")])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_page_in_another_language_is_not_read(load: Load, name: str, text: str, language: str) -> None:
    page = load(name, text)
    assert page.skipped == f"written in {language}, not read"
    assert page.blocks == ()


@pytest.mark.parametrize("text", [FRENCH[:150], NAMES, "Rosa la plante. " * 3, "de a de a de a " * 60])
def test_short_or_uncertain_page_is_read(load: Load, text: str) -> None:
    page = load("a.txt", text)
    assert page.skipped == ""
    assert page.blocks


@pytest.mark.parametrize("declared", ["fr", "fr-CA", "de_AT"])
def test_language_that_is_declared_decides(load: Load, declared: str) -> None:
    assert load("a.txt", "A plant.", language=declared).skipped == f"written in {declared}, not read"
    assert load("a.md", f"---\nlang: {declared}\n---\nA plant.").skipped
    assert load("a.html", f"<html lang={declared}><p>A plant.").skipped


def test_declared_english_is_not_second_guessed(load: Load) -> None:
    assert load("a.txt", FRENCH, language="en-GB").skipped == ""


@pytest.mark.parametrize("declared", ["", "und", "mul", "???", "english"])
def test_declaration_that_names_no_other_language_is_read(load: Load, declared: str) -> None:
    assert load("a.txt", "A plant.", language=declared).skipped == ""
