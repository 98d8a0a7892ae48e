"""What the commands for watches and analyses take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

COUNTED = ("detections", "people", "deaths", "incidents", "people-concerned")
AXES = ("kind", "route", "country", "month")


def add_to(commands: Any, command: Callable[[Any, str, str], argparse.ArgumentParser]) -> None:
    """Add the commands."""
    watch = command(commands, "watch", "look at what the officer watches, and tell what was raised")
    watch.add_argument("--count", default="", metavar="WHAT", help="begin a watch of deaths, incidents, people, …")
    watch.add_argument("--route", default="", metavar="ROUTE", help="of one route")
    watch.add_argument("--way", default="rise", choices=["rise", "fall", "either"], help="which change is told")

    forecast = command(commands, "forecast", "which routes are forecast, how wrong that was, and what may leave")
    forecast.add_argument("--count", default="detections", metavar="WHAT", help="detections, deaths, people, …")
    forecast.add_argument("--work-out", action="store_true", help="have the missing ones worked out in the background")
    forecast.add_argument("--series", default="", metavar="KEY", help="take the forecast of one series along")
    forecast.add_argument("--looked", action="store_true", help="say that you looked at its errors and answer for it")

    analysis = command(commands, "analysis", "write facts to a file, or work series and tables out of one")
    analysis.add_argument("--count", default=COUNTED[0], choices=COUNTED, help="what is counted; detections otherwise")
    analysis.add_argument("--world", default="published", choices=["published", "invented"], help="published otherwise")
    analysis.add_argument("--write-facts", default="", metavar="FILE", help="write what you may export, as Parquet")
    analysis.add_argument("--facts", default="", metavar="FILE", help="work series and tables out of such a file")
    analysis.add_argument("--out", default="", metavar="DIR", help="the new folder for what is worked out")
    analysis.add_argument("--by", default="route", choices=["route", "country", "whole"], help="what series run along")
    analysis.add_argument("--axis", action="append", default=[], choices=AXES, help="of the table; repeatable")
    analysis.add_argument("--spark", default="", metavar="MASTER", help="the cluster that does it; here otherwise")
