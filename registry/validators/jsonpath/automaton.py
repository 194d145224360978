"""All expressions of a ruleset as one automaton, made while it is used.

A *program* is the part of an expression up to a step upwards or to its end, a *position* one step of a program that
waits to be taken. A *state* is a set of positions; a *move* is what a state does for a child of one
name: which programs accept the child, which state waits below it, and which filters must be asked first.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from registry.frugal.values import field, record
from registry.validators.javascript import is_true
from registry.validators.jsonpath.evaluation import Script, evaluator
from registry.validators.jsonpath.expression import (
    Computed,
    Containers,
    Every,
    Expression,
    Matching,
    Names,
    OfKind,
    Parents,
    Slice,
    Step,
)
from registry.validators.jsonpath.failure import ScriptFailed
from registry.validators.jsonpath.kinds import computed_test, kind_test, slice_test
from registry.validators.jsonpath.necessity import asks_only_the_name, conjuncts_of, joined, members_needed

_MOST_MOVES: Final = 100_000
"""Names come from documents, so the moves that are kept must have an end; each takes about half a kilobyte."""
NO_NAME: Final = (None, None, None, 0)


@record
class Program:
    """Some steps down, then so many up, then another program or the end."""

    number: int
    expression: int
    steps: tuple[Step | Containers, ...]
    parents: int = 0
    then: "Program | None" = None


@record
class Position:
    """A step that waits, what must hold for a name (decided once a name), and what must hold for a value."""

    program: Program
    index: int
    step: Step | Containers
    by_name: tuple[Script, ...] = ()
    test: Script | None = None
    members: frozenset[str] = frozenset()
    after: "Position | None" = None


@record
class Move:
    """What a state does for a child of one name, before and after filters were asked."""

    accepted: tuple[Program, ...]
    state: "State | None"
    gated: dict[str, list[Position]] = field(default_factory=dict)
    open: list[Position] = field(default_factory=list)
    tested: bool = False
    idle: bool = False
    failed: tuple[tuple[Program, ScriptFailed], ...] = ()
    passed: dict[tuple[int, ...], "Move"] = field(default_factory=dict)


@record
class State:
    """A set of positions, and the moves that were worked out so far, for members and for items."""

    positions: frozenset[Position]
    members: dict[str, Move] = field(default_factory=dict)
    items: dict[int, Move] = field(default_factory=dict)
    item: Move | None = None
    whole: tuple[Program, ...] = ()
    by_index: bool = False


class Automaton:
    """The programs of some expressions and the states that were met."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self.programs: list[Program] = []
        self._firsts: dict[int, Position | None] = {}
        self._states: dict[frozenset[Position], State] = {}
        self._moves = 0
        self.starts = [self._program(number, expression.steps) for number, expression in enumerate(expressions)]

    def rest(self) -> None:
        """Between two walks: forget what was worked out where it has become too much to keep."""
        if self._moves > _MOST_MOVES:
            self._states, self._moves = {}, 0

    def start(self, programs: Iterable[Program]) -> tuple[tuple[Program, ...], State | None]:
        """Return the programs that accept the place where they start, and the state that waits below it."""
        chosen = list(programs)
        done = tuple(program for program in chosen if self._firsts[program.number] is None)
        return done, self.state(first for program in chosen if (first := self._firsts[program.number]))

    def state(self, positions: Iterable[Position]) -> State | None:
        """Return the one state of some positions, none where there are none."""
        wanted = frozenset(positions)
        if not wanted:
            return None
        state = self._states.get(wanted)
        if state is None:
            whole = tuple(one.program for one in wanted if isinstance(one.step, Containers))
            state = State(wanted, whole=whole, by_index=any(_is_by_index(one) for one in wanted))
            self._states[wanted] = state
        return state

    def move(self, state: State, key: str | int) -> Move:
        """Work out, and keep, what a state does for a name or a number."""
        accepted: list[Program] = []
        failed: list[tuple[Program, ScriptFailed]] = []
        below = [one for one in state.positions if isinstance(one.step, Containers) or one.step.deep]
        move = Move((), None)
        for position in sorted(state.positions, key=_order):
            if not _fits(position, key, failed):
                continue
            if position.test is not None:
                _note(move, position)
            elif position.after is None:
                accepted.append(position.program)
            else:
                below.append(position.after)
        self._moves += 1
        move.accepted, move.state, move.failed = tuple(accepted), self.state(below), tuple(failed)
        move.tested = bool(move.gated or move.open)
        move.idle = not (move.accepted or move.tested or move.failed)
        _keep(state, key, move)
        return move

    def passed(self, move: Move, positions: tuple[Position, ...]) -> Move:
        """Return what a move comes to where the filters of these positions were true."""
        signature = tuple(map(id, positions))
        known = move.passed.get(signature)
        if known is None:
            accepted = [one.program for one in positions if one.after is None]
            below = [one.after for one in positions if one.after is not None]
            waiting = move.state.positions if move.state else frozenset()
            known = Move((*move.accepted, *accepted), self.state({*waiting, *below}))
            move.passed[signature] = known
            self._moves += 1
        return known

    def _program(self, expression: int, steps: Sequence[Step | Parents | Containers]) -> Program:
        up = next((index for index, step in enumerate(steps) if isinstance(step, Parents)), len(steps))
        down = tuple(step for step in steps[:up] if not isinstance(step, Parents))
        program = Program(len(self.programs), expression, down)
        self.programs.append(program)
        position: Position | None = None
        for index in reversed(range(len(down))):
            position = _position(program, index, down[index], position)
        self._firsts[program.number] = position
        if up < len(steps):
            parents = steps[up]
            program.parents = parents.count if isinstance(parents, Parents) else 0
            program.then = self._program(expression, steps[up + 1 :])
        return program


def _position(program: Program, index: int, step: Step | Containers, after: Position | None) -> Position:
    position = Position(program, index, step, after=after)
    selector = None if isinstance(step, Containers) else step.selector
    if isinstance(selector, Matching):
        parts = conjuncts_of(selector.script)
        named = 0
        while named < len(parts) and asks_only_the_name(parts[named]):
            named += 1
        position.by_name = tuple(evaluator(part) for part in parts[:named])
        if named < len(parts):
            rest = joined(parts[named:])
            position.test, position.members = evaluator(rest), members_needed(rest)
    elif isinstance(selector, Slice):
        position.test = slice_test(selector)
    elif isinstance(selector, OfKind):
        position.test = kind_test(selector)
    elif isinstance(selector, Computed):
        position.test = computed_test(selector)
    return position


def _keep(state: State, key: str | int, move: Move) -> None:
    if isinstance(key, str):
        state.members[key] = move
    elif state.by_index:
        state.items[key] = move
    else:
        state.item = move


def _order(position: Position) -> tuple[int, int]:
    return position.program.number, position.index


def _is_by_index(position: Position) -> bool:
    if isinstance(position.step, Containers):
        return False
    return isinstance(position.step.selector, Names) or bool(position.by_name)


def _fits(position: Position, key: str | int, failed: list[tuple[Program, ScriptFailed]]) -> bool:
    if isinstance(position.step, Containers):
        return False
    selector = position.step.selector
    if isinstance(selector, Names):
        return str(key) in selector.names
    if isinstance(selector, Every) or not position.by_name:
        return True
    try:
        return all(is_true(part(None, key, NO_NAME)) for part in position.by_name)
    except ScriptFailed as failure:
        failed.append((position.program, failure))
        return False


def _note(move: Move, position: Position) -> None:
    if not position.members:
        move.open.append(position)
    for name in position.members:
        move.gated.setdefault(name, []).append(position)


def waiting_for(move: Move, value: Any) -> list[Position]:
    """Return the positions whose filters must be asked about a value."""
    if not move.gated:
        return move.open
    if value is None:
        return [*move.open, *dict.fromkeys(one for group in move.gated.values() for one in group)]
    if type(value) is not dict or move.gated.keys().isdisjoint(value):
        return move.open
    found = [one for name, group in move.gated.items() if name in value for one in group]
    return [*move.open, *(found if len(move.gated) == 1 else dict.fromkeys(found))]


def could_go_on(position: Position, value: Any) -> bool:
    """Say whether anything could be selected below a value if the filter of a position were true for it.

    Where nothing could, it does not matter that the filter failed.
    """
    if position.after is None:
        return True
    if type(value) not in (dict, list):
        return False
    step = position.after.step
    if isinstance(step, Containers):
        return True
    if step.deep or not isinstance(step.selector, Names):
        return bool(value)
    return not step.selector.names.isdisjoint(value if type(value) is dict else map(str, range(len(value))))
