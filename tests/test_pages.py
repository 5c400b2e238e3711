"""Page sources: front matter, macro calls, passages and raw HTML; each mistake and all that the checks then say."""

from __future__ import annotations

import pytest

from tests.small_course import CourseFolder, Fault, fault

SITE = "mkdocs.yml"
MODULE = "docs/modules/foundations/index.md"
SECTION = "docs/modules/foundations/elements.md"
OTHER = "docs/modules/identification/indicators.md"

FAULTS = (
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_sumary() }}",
        'docs/modules/foundations/elements.md:8: "section_sumary" is not a macro; did you mean '
        '"section_summary"? [P801]',
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_summary(1) }}",
        "docs/modules/foundations/elements.md:8: section_summary() takes nothing between its brackets; "
        "delete it [P802]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_summary }}",
        'docs/modules/foundations/elements.md:8: only macro calls such as {{ cite("...") }} may stand here; '
        "write one, or put the text in words [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_summary( }}",
        "docs/modules/foundations/elements.md:8: the macro here cannot be read (unexpected '}', expected "
        "')'); check quotes, brackets and {{ }} [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_summary() }",
        "docs/modules/foundations/elements.md:8: the macro here cannot be read (unexpected '}'); check "
        "quotes, brackets and {{ }} [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ 7*7 }}",
        'docs/modules/foundations/elements.md:8: only macro calls such as {{ cite("...") }} may stand here; '
        "write one, or put the text in words [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_summary() | upper }}",
        'docs/modules/foundations/elements.md:8: only macro calls such as {{ cite("...") }} may stand here; '
        "write one, or put the text in words [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ section_summary() ~ 'x' }}",
        'docs/modules/foundations/elements.md:8: only macro calls such as {{ cite("...") }} may stand here; '
        "write one, or put the text in words [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ ''.join(['a']) }}",
        "docs/modules/foundations/elements.md:8: only a macro may be called in a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{{ config.site_name }}",
        'docs/modules/foundations/elements.md:8: only macro calls such as {{ cite("...") }} may stand here; '
        "write one, or put the text in words [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% for x in [1] %}{{ section_summary() }}{% endfor %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% if true %}{{ section_summary() }}{% endif %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% set x = 1 %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% include 'x' %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% filter upper %}x{% endfilter %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% with x = 1 %}{% endwith %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% block x %}{% endblock %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% autoescape false %}x{% endautoescape %}",
        "docs/modules/foundations/elements.md:8: only macro calls may stand in {{ }} and {% %} of a page [P804]",
    ),
    fault(
        SECTION,
        "{{ section_summary() }}",
        "{% unknown %}",
        "docs/modules/foundations/elements.md:8: the macro here cannot be read (Encountered unknown tag "
        "'unknown'.); check quotes, brackets and {{ }} [P804]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        "{{ objectives() }}",
        'docs/modules/foundations/index.md:14: objectives() needs the argument "module" [P802]',
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives("foundation") }}',
        'docs/modules/foundations/index.md:14: objectives(): "foundation" is not the id of a module; did you '
        'mean "foundations"? [P803]',
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        "{{ objectives(foundations) }}",
        "docs/modules/foundations/index.md:14: objectives(): write the arguments as plain text in quotes, "
        "nothing to be computed [P804]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives("foundations", "x") }}',
        "docs/modules/foundations/index.md:14: objectives() takes only module; delete the rest [P802]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives(modulex="foundations") }}',
        'docs/modules/foundations/index.md:14: objectives() has no argument "modulex"; did you mean "module"? [P802]',
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives("foundations", module="foundations") }}',
        'docs/modules/foundations/index.md:14: objectives() is given "module" twice; keep one [P802]',
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives("found" ~ "ations") }}',
        "docs/modules/foundations/index.md:14: objectives(): write the arguments as plain text in quotes, "
        "nothing to be computed [P804]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        "{{ objectives(3) }}",
        'docs/modules/foundations/index.md:14: objectives(): "module" must be text in quotes [P802]',
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives(*["foundations"]) }}',
        "docs/modules/foundations/index.md:14: objectives(): write the arguments as plain text in quotes, "
        "nothing to be computed [P804]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives("foundations) }}',
        "docs/modules/foundations/index.md:16: the macro here cannot be read (expected token ',', got "
        "'three'); check quotes, brackets and {{ }} [P804]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        '{{ objectives("foundations")',
        "docs/modules/foundations/index.md:16: the macro here cannot be read (expected token 'end of print "
        "statement', got '{'); check quotes, brackets and {{ }} [P804]",
    ),
    fault(
        MODULE,
        '{{ objectives("foundations") }}',
        "{{ objectives(“foundations”) }}",
        "docs/modules/foundations/index.md:14: the macro here cannot be read (unexpected char '“' at 311); "
        "check quotes, brackets and {{ }} [P804]",
    ),
    fault(
        MODULE,
        'cite("un-2000-trafficking-protocol", "art. 3(a)", "art. 6(3)")',
        'cite("un-2000-trafficking-protokol", "art. 3(a)")',
        'docs/modules/foundations/index.md:8: cite(): "un-2000-trafficking-protokol" is not the id of a '
        'reference; did you mean "un-2000-trafficking-protocol"? [R401]',
    ),
    fault(
        MODULE,
        'cite("un-2000-trafficking-protocol", "art. 3(a)", "art. 6(3)")',
        'cite("un-2000-trafficking-protocol", "art. 33(a)")',
        'docs/modules/foundations/index.md:8: "art. 33(a)" is not among the provisions of '
        '"trafficking-protocol" in data/instruments.yml that were read; did you mean "art. 3(a)"? [R402]',
    ),
    fault(
        MODULE,
        'cite("un-2000-trafficking-protocol", "art. 3(a)", "art. 6(3)")',
        'cite("example-2020-catalogue", "p. 3")',
        'docs/modules/foundations/index.md:8: "example-2020-catalogue" was not opened, only its catalogue '
        'entry; cite it without "p. 3", or open it [R402]',
    ),
    fault(
        MODULE,
        'cite("un-2000-trafficking-protocol", "art. 3(a)", "art. 6(3)")',
        'cite(reference="un-2000-trafficking-protocol")',
        "docs/modules/foundations/index.md:8: cite(): write the id first, without a name before it [P802]",
    ),
    fault(
        MODULE,
        'cite("un-2000-trafficking-protocol", "art. 3(a)", "art. 6(3)")',
        "cite()",
        'docs/modules/foundations/index.md:8: cite() needs the argument "reference" [P802]',
    ),
    fault(
        MODULE,
        '{{ term("trafficking-in-persons") }}',
        '{{ term("traficking-in-persons") }}',
        'docs/modules/foundations/index.md:8: term(): "traficking-in-persons" is not the id of a term; did '
        'you mean "trafficking-in-persons"? [G501]',
    ),
    fault(
        MODULE,
        '{{ term("trafficking-in-persons") }}',
        '{{ term(id="trafficking-in-persons") }}',
        "docs/modules/foundations/index.md:8: term(): write the id first, without a name before it [P802]",
    ),
    fault(
        MODULE,
        '{{ diagram("three-elements", "The three elements") }}',
        '{{ diagram("three-element", "The three elements") }}',
        'docs/modules/foundations/index.md:16: diagram(): "three-element" is not the id of a diagram; did '
        'you mean "three-elements"? [P803]',
    ),
    fault(
        MODULE,
        '{{ diagram("three-elements", "The three elements") }}',
        '{{ diagram("three-elements") }}',
        'docs/modules/foundations/index.md:16: diagram() needs the argument "caption" [P802]',
    ),
    fault(
        MODULE,
        '{{ activity("foundations-a1") }}',
        '{{ activity("identification-a2") }}',
        'data/quizzes/foundations.yml:42: questions[2].read_again: "foundations-a1" is not the anchor of a '
        'heading of modules/foundations/index.md; did you mean "foundations"? [Q302]',
        'docs/modules/foundations/index.md:24: activity(): "identification-a2" is not the id of an activity; '
        'did you mean "identification-a1"? [P803]',
    ),
    fault(
        MODULE,
        "## Sources on this page\n\n{{ page_sources() }}\n",
        "",
        'docs/modules/foundations/index.md:8: uses cite(); end the page with "## Sources on this page" and '
        "{{ page_sources() }}, once [P809]",
    ),
    fault(
        MODULE,
        "{{ page_words() }}",
        "{{ page_words() }}\n\n{{ page_words() }}",
        'docs/modules/foundations/index.md:8: uses term(); end the page with "## Words on this page" and {{ '
        "page_words() }}, once [P809]",
    ),
    fault(
        OTHER,
        "## What they prove\n",
        "## What they prove\n\n{{ page_sources() }}\n",
        "docs/modules/identification/indicators.md:12: page_sources() has nothing to list, since cite() is "
        "not used; delete it [P809]",
    ),
    fault(
        SECTION,
        '{% call passage("foundations-who-decides") %}\n',
        '{{ passage("foundations-who-decides") }}\n',
        'data/countries/th.yml:35: passages[0].id: "foundations-who-decides" is not the id of a passage; known '
        'are "pocket-card-route" [C705]',
        "docs/modules/foundations/elements.md:16: ends a passage that does not start; write {% call "
        'passage("...") %} before its text [P804]',
    ),
    fault(
        SECTION,
        '{% call passage("foundations-who-decides") %}',
        "{% call section_summary() %}",
        'data/countries/th.yml:35: passages[0].id: "foundations-who-decides" is not the id of a passage; known '
        'are "pocket-card-route" [C705]',
        "docs/modules/foundations/elements.md:12: section_summary is written as {{ section_summary(...) }} [P804]",
    ),
    fault(
        SECTION,
        "Your law names who decides.\n",
        '{% call passage("inner") %}Your law names who decides.{% endcall %}\n',
        "data/countries/th.yml:36: passages[0].base: is not what docs/modules/foundations/elements.md:12 "
        'says now for "foundations-who-decides": was "Your law names ...", is "{% call passage("inner") %}Your law names ..."; '
        "compare, change the text if needed, then copy the new base [C706]",
        "docs/modules/foundations/elements.md:12: a passage stands inside another, or its id is not plain "
        "text; write them one after the other [P808]",
    ),
    fault(
        SECTION,
        "Your law names who decides.\n",
        "\n",
        "data/countries/th.yml:36: passages[0].base: is not what docs/modules/foundations/elements.md:12 "
        'says now for "foundations-who-decides": was "Your law names who decides.", is ""; '
        "compare, change the text if needed, then copy the new base [C706]",
        'docs/modules/foundations/elements.md:12: passage "foundations-who-decides" is empty; write the base '
        "text [P808]",
    ),
    fault(
        SECTION,
        "{% endcall %}\n",
        '{% endcall %}\n\n{% call passage("foundations-who-decides") %}Again.{% endcall %}\n',
        "data/countries/th.yml:36: passages[0].base: is not what docs/modules/foundations/elements.md:18 "
        'says now for "foundations-who-decides": was "Your law names who decides.", is "Again."; '
        "compare, change the text if needed, then copy the new base [C706]",
        'docs/modules/foundations/elements.md:18: passage "foundations-who-decides" stands already at '
        "docs/modules/foundations/elements.md:12; give it another id [P808]",
    ),
    fault(
        SECTION,
        "{% endcall %}\n",
        "",
        'data/countries/th.yml:35: passages[0].id: "foundations-who-decides" is not the id of a passage; known '
        'are "pocket-card-route" [C705]',
        "docs/modules/foundations/elements.md:12: starts a passage that does not end; write {% endcall %} "
        "after its text [P804]",
    ),
    fault(
        SECTION,
        'passage("foundations-who-decides")',
        'passage(id="foundations-who-decides")',
        'data/countries/th.yml:35: passages[0].id: "foundations-who-decides" is not the id of a passage; known '
        'are "pocket-card-route" [C705]',
        "docs/modules/foundations/elements.md:12: passage(): write the id first, without a name before it [P802]",
    ),
    fault(
        SECTION,
        'passage("foundations-who-decides")',
        'passage("foundations-who-decides", body="x")',
        'data/countries/th.yml:35: passages[0].id: "foundations-who-decides" is not the id of a passage; known '
        'are "pocket-card-route" [C705]',
        "docs/modules/foundations/elements.md:12: a passage stands inside another, or its id is not plain "
        "text; write them one after the other [P808]",
        'docs/modules/foundations/elements.md:12: passage() has no argument "body"; known are "id" [P802]',
    ),
    fault(
        SECTION,
        "A child needs no means.",
        "A <b>child</b> needs no means.",
        "docs/modules/foundations/elements.md:20: <b> is raw HTML; use Markdown or a macro [P810]",
    ),
    fault(
        SECTION,
        "A child needs no means.",
        "A child <!-- x --> needs no means.",
        "docs/modules/foundations/elements.md:20: <!-- is raw HTML; use Markdown or a macro [P810]",
    ),
    fault(
        SECTION,
        "A child needs no means.",
        "<script>alert(1)</script>",
        "docs/modules/foundations/elements.md:20: <script> is raw HTML; use Markdown or a macro [P810]",
    ),
    fault(
        SECTION,
        "A child needs no means.",
        '<div\nclass="x">',
        "docs/modules/foundations/elements.md:20: <div is raw HTML; use Markdown or a macro [P810]",
    ),
    fault(
        SECTION,
        "A child needs no means.",
        "<img src=x onerror=alert(1)",
        "docs/modules/foundations/elements.md:20: <img is raw HTML; use Markdown or a macro [P810]",
    ),
    fault(
        SECTION,
        "A child needs no means.",
        "</div>",
        "docs/modules/foundations/elements.md:20: </div> is raw HTML; use Markdown or a macro [P810]",
    ),
    fault(
        SECTION,
        "title: Act, means and purpose\n",
        "",
        "docs/modules/foundations/elements.md:1: has no title; write `title: ...` between the --- lines at "
        "the top [P805]",
    ),
    fault(
        SECTION,
        "title: Act, means and purpose\n",
        "title: Act\n",
        "docs/modules/foundations/elements.md:2: the title is not that of data/modules/foundations.yml; "
        'write "Act, means and purpose" in both [P806]',
        'docs/modules/foundations/elements.md:6: the heading "Act, means and purpose" is not the title '
        '"Act"; make them the same [P805]',
    ),
    fault(
        SECTION,
        "title: Act, means and purpose\n",
        "title: Act: means and purpose\n",
        "docs/modules/foundations/elements.md:2: YAML: mapping values are not allowed in this context; a "
        "colon followed by a space ends a field name; put the text in quotes, or mend the indentation [Y104]",
    ),
    fault(
        SECTION,
        "title: Act, means and purpose\n",
        "title: 3\n",
        'docs/modules/foundations/elements.md:2: title: must be text in quotes; write "3" [P805]',
    ),
    fault(
        SECTION,
        "template: section.html",
        "template: sections.html",
        'docs/modules/foundations/elements.md:4: "sections.html" is not a template of templates/theme; did '
        'you mean "section.html"? [P805]',
    ),
    fault(
        SECTION,
        "template: section.html\n",
        "",
        "docs/modules/foundations/elements.md:1: has no template; write `template: ...` between the --- "
        "lines at the top [P805]",
    ),
    fault(
        SECTION,
        "description: The three elements and",
        "description: Three elements and",
        "docs/modules/foundations/elements.md:3: the description is not the summary in "
        'data/modules/foundations.yml; write "The three elements and what each does not require." in both '
        "[P806]",
    ),
    fault(
        SECTION,
        "description: The three elements and what each does not require.",
        "description: " + "x" * 161,
        "docs/modules/foundations/elements.md:3: has a description of more than 160 characters; shorten it [P805]",
        "docs/modules/foundations/elements.md:3: the description is not the summary in "
        'data/modules/foundations.yml; write "The three elements and what each does not require." in both '
        "[P806]",
    ),
    fault(
        SECTION,
        "# Act, means and purpose\n",
        "# Act and means\n",
        'docs/modules/foundations/elements.md:6: the heading "Act and means" is not the title "Act, means '
        'and purpose"; make them the same [P805]',
    ),
    fault(
        SECTION,
        "# Act, means and purpose\n",
        "",
        "docs/modules/foundations/elements.md:1: has 0 headings that start with a single #; write exactly one [P805]",
    ),
    fault(
        SECTION,
        "# Act, means and purpose\n",
        "# Act, means and purpose\n\n# Again\n",
        "docs/modules/foundations/elements.md:1: has 2 headings that start with a single #; write exactly one [P805]",
    ),
    fault(
        SECTION,
        "---\ntitle: Act",
        "title: Act",
        "docs/modules/foundations/elements.md:1: must start with title, description and template, each on a "
        "line of its own, between two lines --- [P805]",
    ),
    fault(
        SECTION,
        "section.html\n---\n",
        "section.html\n",
        "docs/modules/foundations/elements.md:1: must start with title, description and template, each on a "
        "line of its own, between two lines --- [P805]",
    ),
    fault(
        SECTION,
        "---\ntitle: Act",
        "---\n- title: Act",
        "docs/modules/foundations/elements.md:3: YAML: did not find expected '-' indicator; items of one "
        "list start with - in the same column [Y104]",
    ),
    fault(
        SECTION,
        "template: section.html\n",
        "template: section.html\nhide: [toc]\n",
        'docs/modules/foundations/elements.md:5: "hide" is not a field of a page; known are "description", '
        '"template", "title" [P805]',
    ),
    fault(
        SECTION,
        "template: section.html\n",
        "template: section.html\ntemplate: section.html\n",
        "docs/modules/foundations/elements.md:5: template: stands twice, first on line 4; keep one [Y106]",
    ),
    fault(
        OTHER,
        "title: Indicators\n",
        "title: Indicator\n",
        "docs/modules/identification/indicators.md:2: the title is not that of "
        'data/modules/identification.yml; write "Indicators" in both [P806]',
        'docs/modules/identification/indicators.md:6: the heading "Indicators" is not the title "Indicator"; '
        "make them the same [P805]",
    ),
    fault(
        SITE,
        "      - modules/identification/indicators.md\n",
        "",
        'mkdocs.yml:3: nav: "modules/identification/indicators.md" has no place; add it where readers look '
        "for it [T902]",
    ),
    fault(
        SECTION,
        "A child needs no means.",
        "![](three.png)",
        "docs/modules/foundations/elements.md:20: the picture has no text alternative; say in [ ] what it shows [P811]",
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}: {row.new[:50]!r}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected
