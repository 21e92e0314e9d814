"""The figures. Each function takes a briefing or an analysis; it gives a Figure, or a Missing where there is none."""

from briefing.show.figures.accusations import matrix
from briefing.show.figures.network import actor_map
from briefing.show.figures.strips import bearing, mentions, voices
from briefing.show.figures.times import timeline
from briefing.show.figures.tree import ladder

__all__ = ["actor_map", "bearing", "ladder", "matrix", "mentions", "timeline", "voices"]
