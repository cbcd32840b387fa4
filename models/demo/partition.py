"""Communities out of grids: contiguous groups of a few neighbours each, and the numbers within them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.demo.geography import Geography, Points

_TRIES = 400
_MOVES = 200
_GOOD = 12
"""Groupings that are compared for compactness."""


def group(random: np.random.Generator, geography: Geography, count: int, least: int, most: int) -> list[list[int]]:
    """`count` groups of `least` to `most` tiles, each in one piece; the most compact of several tries.

    The groups come from north to south and, in one line, from west to east.
    """
    middles = np.array([tile.middle for tile in geography.tiles])
    best: tuple[float, list[set[int]]] | None = None
    good = 0
    for _ in range(_TRIES):
        groups = _spread(random, middles, count)
        if not _evened(groups, geography, middles, least, most):
            continue
        spread = sum(_spread_of(middles, members) for members in groups)
        if best is None or spread < best[0]:
            best = spread, groups
        good += 1
        if good == _GOOD:
            break
    if best is None:
        raise RuntimeError("no grouping of this kind was found")
    return sorted((sorted(members) for members in best[1]), key=lambda members: _place(middles, members))


def numbered(members: Sequence[int], middles: Points) -> list[int]:
    """The members in the order of their numbers: from west to east, then from north to south."""
    return sorted(members, key=lambda tile: (middles[tile][0], -middles[tile][1]))


def is_connected(members: set[int], neighbours: Sequence[frozenset[int]]) -> bool:
    """Whether one can walk through all members over shared borders."""
    if not members:
        return False
    start = min(members)
    seen, waiting = {start}, [start]
    while waiting:
        for tile in (neighbours[waiting.pop()] & members) - seen:
            seen.add(tile)
            waiting.append(tile)
    return seen == members


def _spread(random: np.random.Generator, middles: Points, count: int) -> list[set[int]]:
    """Groups around centres that are evened out by Lloyd's rule; sizes may be wrong."""
    centres = middles[random.choice(len(middles), count, replace=False)]
    nearest = np.zeros(len(middles), dtype=np.int64)
    for _ in range(12):
        nearest = np.argmin(((middles[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2), axis=1)
        for place in range(count):
            if (nearest == place).any():
                centres[place] = middles[nearest == place].mean(axis=0)
    return [{int(tile) for tile in np.flatnonzero(nearest == place)} for place in range(count)]


def _evened(groups: list[set[int]], geography: Geography, middles: Points, least: int, most: int) -> bool:
    """Moves single tiles over borders until every group has a right size; False when that fails."""
    near = geography.neighbours
    if any(not is_connected(members, near) for members in groups):
        return False
    for _ in range(_MOVES):
        sizes = [len(members) for members in groups]
        small, large = min(sizes), max(sizes)
        if small >= least and large <= most:
            return True
        if large > most:
            moves = _moves(groups, sizes.index(large), None, near, middles)
        else:
            moves = _moves(groups, None, sizes.index(small), near, middles)
        fitting = [move for move in moves if len(groups[move[2]]) < most and len(groups[move[1]]) > least]
        if not fitting:
            return False
        _cost, giver, taker, tile = min(fitting)
        groups[giver].remove(tile)
        groups[taker].add(tile)
    return False


def _moves(
    groups: list[set[int]], giver: int | None, taker: int | None, near: Sequence[frozenset[int]], middles: Points
) -> list[tuple[float, int, int, int]]:
    """Possible moves as (cost, giving group, taking group, tile) that leave the giving group in one piece."""
    owner = {tile: place for place, members in enumerate(groups) for tile in members}
    found = []
    for tile, gives in owner.items():
        takers = {owner[other] for other in near[tile]} - {gives}
        if giver not in (None, gives) or not is_connected(groups[gives] - {tile}, near):
            continue
        for takes in takers if taker is None else takers & {taker}:
            centre = middles[sorted(groups[takes])].mean(axis=0)
            size = len(groups[takes])
            cost = float(np.hypot(*(middles[tile] - centre))) * (1 + 0.25 * size)
            found.append((cost, gives, takes, tile))
    return found


def _spread_of(middles: Points, members: set[int]) -> float:
    points = middles[sorted(members)]
    return float(((points - points.mean(axis=0)) ** 2).sum())


def _place(middles: Points, members: Sequence[int]) -> tuple[float, float]:
    """Bands of a kilometre from north to south, in each from west to east."""
    east, north = middles[list(members)].mean(axis=0)
    return -round(float(north) / 1_000), float(east)
