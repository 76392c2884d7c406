"""What every release says of itself, whatever is in it."""

NAME = "dyad"
AUTHOR = "The dyad authors"
TITLE = "dyad: who did what to whom, and how much was traded, as texts tell it"
DESCRIPTION = (
    "Events between states and organisations, coded in PLOVER, and the happenings that they tell; trade, energy, finance and arms "
    "figures with unit, period, parties and commodity, and the series that they make up; who said what, and the works cited: drawn "
    "from English texts. Every row names the sentence and the span that it came from."
)
LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
KEYWORDS = ["international relations", "event data", "PLOVER", "CAMEO", "trade", "energy", "text as data"]
