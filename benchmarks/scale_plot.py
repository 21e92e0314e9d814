"""The plot of `benchmarks.scale`: speed and memory of one run by the documents that are done, as SVG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WIDTH, HEIGHT, LEFT, RIGHT = 760, 520, 70, 20
PANELS = ((86, 250), (316, 470))  # top and bottom of each
INK, SOFT, GRID, BLUE, RED = "#1a1a1a", "#555", "#ddd", "#1f5fa8", "#a33"


def plot(row: dict[str, Any]) -> str:
    """Above: each step against fresh runs just before and after it. Below: memory of all processes."""
    number, steps, memory = row["documents"], row["steps"], row["memory"]
    speeds = [step["against_controls_cpu"] for step in steps]
    top = max(1.2, *speeds)
    most = max(size for _, size in memory) * 1.15
    change = row["late_over_early"] - 1
    title = (
        f"The last of {number:,} documents are read at {speeds[-1]:.0%} of the speed of a fresh run; "
        f"memory {'changes by' if abs(change) >= 0.005 else 'stays the same, within'} {max(abs(change), 0.005):.1%}"
    )

    def x(done: float) -> float:
        return LEFT + done / number * (WIDTH - LEFT - RIGHT)

    def y(panel: int, value: float, high: float) -> float:
        above, below = PANELS[panel]
        return below - value / high * (below - above)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="12" '
        f'font-family="system-ui, sans-serif" fill="{INK}">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_wrapped(title),
        *_axes(
            0,
            "Speed: words a CPU second, fresh run of 100 documents = 1",
            [0, 0.5, 0.9, 1.0],
            top,
            x,
            y,
            number,
            "{:g}",
        ),
        *_axes(1, "Memory of all processes, MB", _ticks(most), most, x, y, number, "{:,.0f}"),
    ]
    ends = [step["to"] for step in steps]
    middles = [(a + b) / 2 for a, b in zip([0, *ends], ends, strict=False)]
    places = [(x(done), y(0, speed, top)) for done, speed in zip(middles, speeds, strict=True)]
    parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{BLUE}"/>' for a, b in places]
    if len(places) > 1:
        parts.append(_line(places, BLUE))
    limit = y(0, 0.9, top)
    parts.append(f'<path d="M{LEFT} {limit:.1f}H{WIDTH - RIGHT}" stroke="{RED}" stroke-dasharray="4 3"/>')
    running = [(done, size) for done, size in memory if 0 < done < number]  # not starting or ending
    parts.append(_line([(x(done), y(1, size, most)) for done, size in running], BLUE))
    return "\n".join([*parts, "</svg>\n"])


def _wrapped(title: str) -> list[str]:
    """The title on two lines, broken after the semicolon."""
    lines = title.replace("; ", ";\n").splitlines()
    return [
        f'<text x="{LEFT}" y="{24 + 20 * at}" font-size="15" font-weight="600">{line}</text>'
        for at, line in enumerate(lines)
    ]


def _axes(
    panel: int,
    name: str,
    ticks: list[float],
    high: float,
    x: Callable[[float], float],
    y: Callable[[int, float, float], float],
    number: int,
    form: str,
) -> list[str]:
    """Name, grid and numbers of both axes of a panel."""
    above, below = PANELS[panel]
    parts = [f'<text x="{LEFT}" y="{above - 10}" fill="{SOFT}">{name}</text>']
    for tick in ticks:
        at = y(panel, tick, high)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>')
        parts.append(
            f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end" fill="{SOFT}">{form.format(tick)}</text>'
        )
    for fifth in range(6):
        done = number * fifth / 5
        anchor = "end" if fifth == 5 else "middle"
        parts.append(
            f'<text x="{x(done):.1f}" y="{below + 17}" text-anchor="{anchor}" fill="{SOFT}">{done:,.0f}</text>'
        )
    if panel == len(PANELS) - 1:
        parts.append(
            f'<text x="{WIDTH / 2}" y="{below + 36}" text-anchor="middle" fill="{SOFT}">Documents that are done</text>'
        )
    return parts


def _ticks(most: float) -> list[float]:
    """About four round numbers from 0 up."""
    step = next(base * 10**power for power in range(7) for base in (1, 2, 5) if base * 10**power * 5 > most)
    return [step * at for at in range(int(most / step) + 1)]


def _line(places: list[tuple[float, float]], colour: str) -> str:
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
