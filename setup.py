"""The part of the packaging that pyproject.toml has no words for: notebooks and examples go into the wheel.

They stay at the top of the checkout, where a reader looks for them; in a wheel they are in briefing/starter/, where
briefing/starter.py finds them.
"""

from setuptools import find_namespace_packages, setup

DATA = ["py.typed", *(f"*.{kind}" for kind in "yaml json txt md onnx npz css js j2 svg html".split())]
PACKAGES = find_namespace_packages(include=["briefing", "briefing.*"])
STARTER = {  # the PATTERNS of briefing/starter.py
    "notebooks": ["*.ipynb"],
    "params": ["iskp-memri.yaml", "lyra-pipeline/*.yaml"],
    "seeds": ["iskp-memri.txt", "lyra-pipeline/*.txt"],
}

setup(
    packages=[*PACKAGES, *(f"briefing.starter.{name}" for name in STARTER)],
    package_dir={f"briefing.starter.{name}": name for name in STARTER},
    package_data=dict.fromkeys(PACKAGES, DATA) | {f"briefing.starter.{name}": data for name, data in STARTER.items()},
)
