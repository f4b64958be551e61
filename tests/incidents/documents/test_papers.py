"""Papers, looked at: what was printed is what was written, in both languages."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import docx
import orjson
import pypdfium2
import pytest
from docx.oxml.ns import qn
from PIL import Image

from command.core.errors import Invalid, TooLarge
from incidents.documents import (
    FORM,
    LOG,
    OFFICIAL,
    Facts,
    Heading,
    Paper,
    Picture,
    Table,
    Text,
    paper_response,
    to_docx,
    to_json,
    to_pdf,
)
from incidents.documents.pdf import to_html

AT = datetime(2027, 3, 18, 21, 58, tzinfo=UTC)  # 05:58 on the 19th in China
A4 = (595, 842)  # points
BODY = (
    Heading("一、基本情况"),
    Text("黄河干流达拉特旗昭君镇段发生卡冰结坝、壅水水位快速上涨。已转移一千一百八十六人。"),
    Facts((("受威胁", "2,874人"), ("已转移", "1,186人"))),
    Table(("单位", "力量"), (("包头市消防救援支队", "冲锋舟6艘"),), (3, 1)),
    Text("达拉特旗启动Ⅲ级应急响应。", changed=True),
)
CHINESE = Paper(
    OFFICIAL,
    "zh-hans",
    "关于卡冰结坝险情的报告",
    number="鄂应急报【2027】3号",
    issuer="鄂尔多斯市应急指挥中心",
    signer="云志强",
    urgency="特急",
    classification="内部",
    addressed_to="自治区应急管理厅",
    copies_to="包头市应急指挥中心",
    issued_at=AT,
    as_of=AT,
    printed_by="李慧",
    drill=True,
    draft=True,
    blocks=BODY,
)
ENGLISH = replace(
    CHINESE,
    language="en",
    title="Initial report on the ice jam",
    issuer="Ordos Emergency Command Centre",
    blocks=(Text("An ice jam formed at K287+300."), Table(("Unit", "Force"), (("A", "B"),))),
)


def opened(paper):
    return pypdfium2.PdfDocument(to_pdf(paper))


def text_of(document):
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def chinese():
    with opened(CHINESE) as document:
        yield document


def test_a_chinese_paper_says_what_was_written_on_a4(chinese):
    said = squeezed(text_of(chinese))
    for block in BODY:
        for words in _words(block):
            assert squeezed(words) in said
    for words in (CHINESE.title, CHINESE.number, "鄂尔多斯市应急指挥中心2027年3月19日", "特急"):
        assert words in said
    assert said.count("演练/EXERCISE") == said.count("演练EXERCISE") == len(chinese) == 2
    assert "—1—" in said
    assert "—2—" in said
    assert "2027年3月19日05:58" in said
    for page in chinese:
        assert tuple(round(side) for side in page.get_size()) == A4


def test_chinese_signs_are_really_drawn_and_no_boxes():
    # Two signs that no font has are drawn as the same box: so would be missing Chinese.
    paper = Paper(FORM, "zh-hans", "字", blocks=(Text("永鄂尔多斯凌汛险\ue000\ue001"),))
    with opened(paper) as document:
        page = document[0]
        picture = page.render(scale=4).to_pil().convert("L")
        signs = _signs(page, picture, "永鄂尔多斯凌汛险\ue000\ue001")
    inks = {sign: sum(1 for shade in cell.tobytes() if shade < 128) for sign, cell in signs}
    looks = {sign: sha256(cell.resize((24, 24)).tobytes()).hexdigest() for sign, cell in signs}
    chinese_signs = [sign for sign in looks if sign < "\ue000"]
    assert len(chinese_signs) == 8
    assert len({looks[sign] for sign in chinese_signs}) == 8
    assert all(inks[sign] > 150 for sign in chinese_signs)


def test_fonts_are_embedded_and_nothing_is_fetched(chinese):
    fonts = [
        pypdfium2.raw.FPDFTextObj_GetFont(thing)
        for page in chinese
        for thing in page.get_objects()
        if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT
    ]
    assert fonts
    assert all(pypdfium2.raw.FPDFFont_GetIsEmbedded(font) for font in fonts)
    assert "<img" not in to_html(CHINESE)
    assert "url(" not in to_html(CHINESE)


def test_what_looks_like_markup_is_text():
    nasty = '<script>alert(1)</script><img src="file:///etc/passwd">&amp;\x00\x07'
    paper = replace(ENGLISH, title=nasty, blocks=(Text(nasty), Table((nasty,), ((nasty,),))))
    assert "<script>" not in to_html(paper)
    with opened(paper) as document:
        said = squeezed(text_of(document))
    assert '<script>alert(1)</script><imgsrc="file:///etc/passwd">&amp;' in said
    assert docx.Document(io.BytesIO(to_docx(paper))).tables[0].rows[0].cells[0].text


def test_an_english_paper_and_a_form_are_set_too():
    for paper in (ENGLISH, replace(ENGLISH, kind=FORM), replace(ENGLISH, kind=LOG)):
        with opened(paper) as document:
            said = " ".join(text_of(document).split())
            assert len(document) == 1
        assert "An ice jam formed at K287+300." in said
        assert "19 March 2027, 05:58" in said
        assert "Printed by 李慧" in said
        assert "DRAFT" in said


def test_a_long_table_repeats_its_head_and_counts_its_pages():
    rows = tuple((str(i), "堤防巡查" * 8) for i in range(120))
    with opened(
        Paper(LOG, "zh-hans", "日志", blocks=(Table(("序号", "事项"), rows),))
    ) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) >= 3
    assert all("序号" in page for page in pages)
    assert f"— {len(pages)} / {len(pages)} —" in pages[-1]


def test_the_facts_of_a_form_stay_together_with_what_follows():
    entry = (Heading("RR-00", 2), Facts((("first", "1"),) * 5 + (("last", "1"),)))
    answers = Table(("answer",), (("yes",),))
    paper = Paper(FORM, "en", "Requests", blocks=(*entry, answers) * 12)
    with opened(paper) as document:
        sheets = [page.get_textpage().get_text_bounded() for page in document]
    assert len(sheets) > 2
    for sheet in sheets:
        counts = {sheet.count(word) for word in ("RR-00", "last", "answer", "yes")}
        assert counts == {sheet.count("first") // 5}


def test_a_picture_is_set_into_both():
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(file, "PNG")
    paper = replace(ENGLISH, blocks=(Picture(file.getvalue(), "The reach"),))
    with opened(paper) as document:
        kinds = [thing.type for thing in document[0].get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds
    assert len(docx.Document(io.BytesIO(to_docx(paper))).inline_shapes) == 1


@pytest.mark.parametrize("paper", [CHINESE, ENGLISH, replace(CHINESE, kind=FORM)])
def test_the_word_file_reads_back(paper):
    document = docx.Document(io.BytesIO(to_docx(paper)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "演练 / EXERCISE" in section.header.paragraphs[0].text
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    said += "\n".join(c.text for table in document.tables for r in table.rows for c in r.cells)
    for block in paper.blocks:
        for words in _words(block):
            assert words in said
    assert paper.title in said
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text]
    assert all(run._r.rPr.rFonts.get(qn("w:eastAsia")) in {"仿宋", "黑体"} for run in runs)
    underlined = [run.text for run in runs if run.font.underline]
    assert underlined == [b.text for b in paper.blocks if isinstance(b, Text) and b.changed]


def test_json_is_the_same_bytes_for_the_same_paper():
    told = to_json(CHINESE)
    assert told == to_json(replace(CHINESE))
    read = orjson.loads(told)
    assert list(read) == sorted(read)
    assert read["issued_at"] == "2027-03-18T21:58:00+00:00"
    assert [block["block"] for block in read["blocks"]] == [
        "heading",
        "text",
        "facts",
        "table",
        "text",
    ]


def test_what_would_hold_a_worker_for_minutes_is_refused():
    for blocks in (
        (Text("长" * 130_001),),
        (Table(("a",), (("b",),) * 20_001),),
        (Picture(b"", ""),) * 21,
    ):
        with pytest.raises(TooLarge):
            to_pdf(replace(CHINESE, blocks=blocks))
        with pytest.raises(TooLarge):
            to_docx(replace(CHINESE, blocks=blocks))


def test_a_paper_is_answered_as_a_file_with_its_number():
    answer = paper_response(replace(ENGLISH, number="EVT/1"), "json")
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "EVT_1_Initial_report" in answer["Content-Disposition"]
    with pytest.raises(Invalid):
        paper_response(ENGLISH, "exe")


def _words(block):
    match block:
        case Heading() | Text():
            return [block.text]
        case Facts():
            return [word for pair in block.pairs for word in pair]
        case Table():
            return [*block.head, *(cell for row in block.rows for cell in row)]
    return []


def _signs(page, picture, wanted):
    reading = page.get_textpage()
    found = []
    for place in range(reading.count_chars()):
        sign = reading.get_text_range(place, 1)
        if sign in wanted and sign not in [s for s, _ in found]:
            left, bottom, right, top = reading.get_charbox(place, loose=True)
            box = (left * 4, (842 - top) * 4, right * 4, (842 - bottom) * 4)
            found.append((sign, picture.crop(tuple(round(side) for side in box))))
    return found
