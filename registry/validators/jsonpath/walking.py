"""Walk a document once and say what each expression selects.

The walk goes over the graph that references make, not over the tree that it would expand to: a value is
looked at once for each state in which it is met, and once more for each way to it that has to be told apart.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from registry.validators import limits
from registry.validators.javascript import is_true
from registry.validators.jsonpath.automaton import Automaton, Move, Position, Program, State, could_go_on, waiting_for
from registry.validators.jsonpath.failure import ScriptFailed
from registry.validators.jsonpath.frames import Frame
from registry.validators.jsonpath.ways import Crossings, Ways
from registry.validators.rule import NotChecked

Found = Callable[[int, Frame], None]
"""Told the number of an expression and the frame of what it selects."""
Failed = Callable[[int, Frame, ScriptFailed | NotChecked], None]
"""Told the number of an expression whose filter could not be evaluated, where, and why."""

_FINDING: Final = 2


class Walk:
    """One walk of one document."""

    def __init__(self, automaton: Automaton, found: Found, failed: Failed) -> None:
        automaton.rest()
        self._automaton = automaton
        self._found = found
        self._failed = failed
        self._seen: set[tuple[int, int, int]] = set()
        self._stack: list[tuple[Frame, State]] = []
        self._left = limits.VISITS
        self._ways = Ways()

    def over(self, root: Any, crossings: Crossings) -> None:
        """Walk from the root; raise `NotChecked` where the document takes more steps than are allowed."""
        self._crossings = crossings
        self._begin(self._automaton.starts, (None, None, root, 0))
        stack = self._stack
        while stack:
            frame, state = stack.pop()
            key = (id(frame[2]), id(state), frame[3])
            if key in self._seen:
                continue
            self._seen.add(key)
            for program in state.whole:
                self._accept(program, frame)
            if type(frame[2]) is dict:
                self._members(frame, state)
            else:
                self._items(frame, state)

    def _begin(self, programs: Sequence[Program], frame: Frame) -> None:
        done, state = self._automaton.start(programs)
        for program in done:
            self._accept(program, frame)
        if state is not None and type(frame[2]) in (dict, list):
            self._stack.append((frame, state))

    def _members(self, frame: Frame, state: State) -> None:
        node = frame[2]
        moves, crossed = state.members, self._crossings.get(id(node))
        self._spend(len(node))
        for key, value in node.items():
            move = moves.get(key) or self._automaton.move(state, key)
            kind = type(value)
            if kind is dict or kind is list:
                if move.state is not None or not move.idle:
                    self._child(frame, key, value, move, crossed)
            elif not move.idle:
                self._scalar(frame, key, value, move)

    def _items(self, frame: Frame, state: State) -> None:
        node = frame[2]
        crossed = self._crossings.get(id(node))
        self._spend(len(node))
        for index, value in enumerate(node):
            move = (state.items.get(index) if state.by_index else state.item) or self._automaton.move(state, index)
            kind = type(value)
            if kind is dict or kind is list:
                if move.state is not None or not move.idle:
                    self._child(frame, index, value, move, crossed)
            elif not move.idle:
                self._scalar(frame, index, value, move)

    def _scalar(self, frame: Frame, key: str | int, value: Any, move: Move) -> None:
        child = (frame, key, value, frame[3])
        if move.tested or move.failed:
            move = self._tested(frame, child, move)
        for program in move.accepted:
            self._accept(program, child)

    def _child(
        self, frame: Frame, key: str | int, value: Any, move: Move, crossed: Mapping[str | int, Any] | None
    ) -> None:
        way = self._ways.onwards(frame, key, crossed)
        child = (frame, key, value, way)
        if move.tested or move.failed:
            move = self._tested(frame, child, move)
        for program in move.accepted:
            self._accept(program, child)
        if move.state is not None and (value or move.state.whole):
            self._stack.append((child, move.state))

    def _tested(self, frame: Frame, child: Frame, move: Move) -> Move:
        for program, failure in move.failed:
            self._failed(program.expression, child, failure)
        waiting = waiting_for(move, child[2])
        if not waiting:
            return move
        self._spend(len(waiting))
        passed = [position for position in waiting if self._holds(position, frame, child)]
        return self._automaton.passed(move, tuple(passed)) if passed else move

    def _holds(self, position: Position, frame: Frame, child: Frame) -> bool:
        try:
            return position.test is not None and is_true(position.test(child[2], child[1], frame))
        except (ScriptFailed, NotChecked) as failure:
            if could_go_on(position, child[2]):
                self._failed(position.program.expression, child, failure)
            return False

    def _accept(self, program: Program, frame: Frame) -> None:
        # What is found is handed to functions, which costs as much as some more steps.
        self._left -= _FINDING
        if program.then is None and not program.parents:
            self._found(program.expression, frame)
            return
        above: Frame | None = frame
        for _ in range(program.parents):
            above = above[0] if above is not None else None
        if above is not None and program.then is not None:
            self._begin((program.then,), above)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise NotChecked("too-much-work")
