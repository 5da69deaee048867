from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graduates.matching import Fit, Offer, Wish, explain, match, rank

CODES = [f"code_{number}" for number in range(8)]
NAMES = {code: f"Условие {code}" for code in CODES}
occupations = st.sampled_from(["", "43.01.09", "43.02.15", "29.01.08"])
some_codes = st.frozensets(st.sampled_from(CODES))
wishes = st.builds(
    Wish,
    occupation=occupations,
    municipality=st.none() | st.integers(1, 3),
    region=st.none() | st.integers(1, 2),
    place=st.sampled_from(["any", "site", "remote"]),
    most_hours=st.none() | st.integers(10, 40),
    is_open_to_other_work=st.booleans(),
    is_ready_to_move=st.booleans(),
    required=some_codes,
    desired=some_codes,
)
offers = st.builds(
    Offer,
    vacancy=st.integers(1, 10_000),
    occupation=occupations,
    municipality=st.none() | st.integers(1, 3),
    region=st.none() | st.integers(1, 2),
    place=st.sampled_from(["site", "remote", "mixed"]),
    hours=st.none() | st.integers(10, 40),
    answers=st.dictionaries(st.sampled_from(CODES), st.sampled_from(["yes", "can_arrange", "no"])),
)
many_offers = st.lists(offers, unique_by=lambda offer: offer.vacancy, max_size=12)
COOK = Wish(occupation="43.01.09", municipality=1, region=1, required=frozenset({"code_1", "code_2"}))
KITCHEN = Offer(vacancy=1, occupation="43.01.09", municipality=1, region=1, hours=40)


def _position(found, vacancy):
    return [one.vacancy for one in found].index(vacancy)


@given(wishes, offers, st.sampled_from(CODES), st.sampled_from(["yes", "can_arrange"]))
def test_adding_a_condition_never_lowers(wish, offer, code, answer):
    better = replace(offer, answers={**offer.answers, code: answer})
    assert match(wish, better).order <= match(wish, offer).order
    assert match(wish, better).score >= match(wish, offer).score


@given(wishes, offers, st.sampled_from(CODES))
def test_a_no_never_raises_and_never_hides(wish, offer, code):
    worse = replace(offer, answers={**offer.answers, code: "no"})
    assert match(wish, worse).order >= match(wish, offer).order
    assert len(rank(wish, [worse])) == len(rank(wish, [offer]))


@given(wishes, many_offers, st.randoms())
def test_order_of_input_does_not_matter(wish, found, random):
    shuffled = random.sample(found, len(found))
    assert rank(wish, shuffled) == rank(wish, found)


@given(wishes, many_offers)
def test_score_is_the_exact_share_of_required_conditions(wish, found):
    for one in rank(wish, found):
        count = sum(one.offer.answers.get(code) in ("yes", "can_arrange") for code in wish.required)
        assert one.score == (Fraction(count, len(wish.required)) if wish.required else 1)
        assert len(one.offered) + len(one.unknown) + len(one.missing) == len(wish.required)


@given(wishes, offers)
def test_every_required_condition_is_said_exactly_once(wish, offer):
    reasons = explain(match(wish, offer), NAMES)
    said = " ".join(reasons.as_text().split())
    for code in wish.required:
        assert said.count(f"условие {code}") == 1
    silent = [code for code in wish.required if code not in offer.answers]
    assert sum(f"условие {code}" in reasons.to_ask for code in silent) == len(silent)


@settings(max_examples=50)
@given(wishes, many_offers)
def test_own_work_stands_before_other_work(wish, found):
    fits = [one.profession == Fit.NO for one in rank(wish, found)]
    assert fits == sorted(fits)


def test_desired_conditions_only_break_ties():
    wish = replace(COOK, desired=frozenset({"code_3"}))
    plain = replace(KITCHEN, vacancy=1, answers={"code_1": "yes"})
    pleasant = replace(KITCHEN, vacancy=2, answers={"code_1": "yes", "code_3": "yes"})
    whole = replace(KITCHEN, vacancy=3, answers={"code_1": "yes", "code_2": "can_arrange"})
    assert [one.vacancy for one in rank(wish, [plain, pleasant, whole])] == [3, 2, 1]


def test_silence_is_better_than_no():
    silent = replace(KITCHEN, vacancy=2, answers={"code_1": "yes"})
    refused = replace(KITCHEN, vacancy=1, answers={"code_1": "yes", "code_2": "no"})
    assert _position(rank(COOK, [refused, silent]), 2) == 0


def test_another_profession_is_hidden_until_the_graduate_is_open_to_it():
    sewing = replace(KITCHEN, occupation="29.01.08")
    assert rank(COOK, [sewing]) == []
    assert len(rank(replace(COOK, is_open_to_other_work=True), [sewing])) == 1


def test_another_region_is_hidden_unless_remote_or_ready_to_move():
    far = replace(KITCHEN, region=2, municipality=9)
    assert rank(COOK, [far]) == []
    assert rank(COOK, [replace(far, place="remote")])
    assert rank(replace(COOK, is_ready_to_move=True), [far])


def test_a_higher_level_of_education_becomes_a_question():
    assert match(COOK, replace(KITCHEN, occupation="43.02.15")).profession == Fit.ASK
    assert match(replace(COOK, occupation="43.02.15"), KITCHEN).profession == Fit.NEAR


def test_a_match_says_itself_in_plain_words():
    wish = replace(COOK, most_hours=30, required=frozenset({"quiet", "mentor", "lift"}))
    offer = replace(KITCHEN, answers={"quiet": "yes", "lift": "no"})
    names = {"quiet": "Тихое место", "mentor": "Наставник на рабочем месте", "lift": "Лифт"}
    assert explain(match(wish, offer), names, "город Томск").as_text() == (
        "Подходит: профессия та же; место: город Томск; тихое место — есть. "
        "Отличается от пожеланий: часов в неделю: 40. "
        "Нужно уточнить у работодателя: наставник на рабочем месте. "
        "Нет условия: лифт."
    )
