"""The widget model whose script lives in the notebook's page, and what it asks of the kernel."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import ipywidgets
import traitlets

from briefing.errors import BriefingError
from briefing.live.correcting import Corrector
from briefing.live.falling import fall
from briefing.live.state import state
from briefing.pipeline import Briefing

_HERE = files("briefing.live")


class Companion(anywidget.AnyWidget):
    """One briefing, for the script: `state` once, then questions and answers that bear the same ticket.

    Answers come through `voice`, a plain widget that is never shown. anywidget delivers no message to a model whose script
    took more than two seconds to start, as on a busy machine it can; a plain model hears from the first moment.
    """

    _esm = _HERE.joinpath("live.js").read_text(encoding="utf-8")
    _css = _HERE.joinpath("live.css").read_text(encoding="utf-8")
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._corrector = Corrector(briefing)
        self.voice = ipywidgets.HTML()
        super().__init__(state={**state(briefing.analysis, self._corrector.name), "voice": self.voice.model_id})
        self.on_msg(self._answer)

    def _answer(self, _: Any, question: dict[str, Any], __: Any) -> None:
        """Answer one message of the script; an error is an answer too, in the words of the error."""
        try:
            answer = self.answer(question)
        except BriefingError as error:
            answer = {"ok": False, "said": f"Nothing was written. {error}"}
        except Exception as error:  # whoever clicked is told, and the kernel's log has the rest
            self.voice.send({"ticket": question.get("ticket"), "ok": False, "said": f"{type(error).__name__}: {error}"})
            raise
        self.voice.send({"ticket": question.get("ticket"), **answer})

    def close(self) -> None:
        """End both models, here and in the notebook's page."""
        self.voice.close()
        super().close()

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """What is said to `off` (sources switched off), `correct` and `back`. Raises CorrectionError, KeyError."""
        asked = question["ask"]
        if asked == "off":
            fallen = fall(self._briefing.analysis, [str(key) for key in question["keys"]])
            return {"ok": True, "said": fallen.sentence, "fallen": list(fallen.ids)}
        if asked == "correct":
            entry = self._corrector.write(*(str(question[key]) for key in ("target", "action", "value", "note")))
            return {"ok": True, "said": f"Written to {self._corrector.name}: {entry}. Run all cells to see it."}
        if asked == "back":
            self._corrector.take_back()
            return {"ok": True, "said": f"{self._corrector.name} is as it was before."}
        raise KeyError(asked)
