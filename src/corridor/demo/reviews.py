"""What the invented States ask each other in the peer review of the demonstration. Every word is invented."""

from __future__ import annotations

from typing import Final

QUESTION: Final = "The report names training. How many courts of the south have had it, and did it help?"
ANSWER: Final = "Two of five courts. The school of magistrates looks at it after a year, next in spring."
GAP: Final = "The courts of the three southern districts have had no training yet. Cases there end without a judgment."
GOOD_PRACTICE: Final = "Interpreters are called before the first interview. Other members could do so too."
ASSISTANCE: Final = "Two trainers who speak the languages of the southern districts, for six months."
REPLY: Final = "We agree. The training goes south this year; the budget for it is in the plan."
SUBMISSION: Final = "In the south, people who were smuggled wait long for a shelter. Nobody tells them how to complain."
LEAGUE: Final = "Lantern League (invented)"
