"""Receipt codes: read over the radio, mistakes found."""

import pytest

from incidents.scene import codes


def test_a_code_is_six_signs_and_reads_back_however_it_is_said():
    for _time in range(200):
        code = codes.new_code()
        assert len(code) == codes.LENGTH
        assert codes.read(codes.shown(code)) == code
        assert codes.read(f" {code[:2].lower()} {code[2:]} ") == code


def test_what_sounds_like_a_digit_is_one():
    body = "10A1B"
    code = body + codes.check_of(body)
    heard = "LO" + code[2] + "I" + code[4:]
    assert codes.read(heard) == code


def test_every_single_wrong_sign_is_found():
    code = codes.new_code()
    for position, right in enumerate(code):
        for sign in codes.ALPHABET:
            wrong = code[:position] + sign + code[position + 1 :]
            assert (codes.read(wrong) is None) == (sign != right)


@pytest.mark.parametrize("said", ["", "K7", "K7-4F2QQ", "K7-4FU2", "编号", "K7\x00F2Q"])
def test_what_is_no_code_is_none(said):
    assert codes.read(said) is None
