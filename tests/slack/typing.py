"""What people might type into a form's fields, for generated tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.domain.typed import has_text

line = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120)
    .map(str.strip)
    .filter(lambda text: not text or has_text(text))
)
person = st.from_regex(r"U[A-Z0-9]{8}", fullmatch=True)
url = st.from_regex(r"https://[a-z]{1,20}\.example/[a-z0-9?=&%#:-]{0,40}", fullmatch=True)
