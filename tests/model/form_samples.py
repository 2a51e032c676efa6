"""The smallest file of each form, and the examples of the design, as text."""

LEAST = {
    "stretch": "name: Knee\nmethods: [{name: One, steps: [Lie down]}]\n",
    "booklet": "title: Back\nsections: [{title: First, stretches: [knee]}]\n",
    "programme": "client: {name: Jane}\nitems: [{stretch: knee}]\n",
    "client": "name: Jane\n",
    "brand": "name: Practice\n",
    "layout": "for: stretch\nblocks: [title]\n",
    "theme": "name: Warm\n",
    "settings": "brand: mine\n",
}
REQUIRED = {
    "stretch": {"name", "methods"},
    "booklet": {"title", "sections"},
    "programme": {"client", "items"},
    "client": set(),
    "brand": {"name"},
    "layout": {"for", "blocks"},
    "theme": {"name"},
    "settings": set(),
}
# The keys of design.md, "File forms".
DESIGN_KEYS = {
    "stretch": "name code version summary regions position equipment muscles benefits dose start "
    "methods figures card breathing mistakes adaptations progression when see_first stop related "
    "used_for video review sources language level",
    "booklet": "title subtitle intro audience code version language brand layout sections "
    "before_you_start week_plan diary closing",
    "programme": "client date goal note therapist next_appointment items",
    "client": "name id email flags",
    "brand": "name tagline logo colours fonts people theme language contact disclaimer",
    "layout": "for page type fit header footer blocks",
    "theme": "layouts",
    "settings": "brand paper language time_zone email",
}
STRETCH = """
name: Knee-to-chest stretch
code: KTC
version: 3
summary: Good for the back.
regions: [lower-back, hips]
position: lying
equipment: [mat]
muscles: {primary: [erector spinae, {name: psoas, plain: deep hip muscle}], secondary: [hamstrings]}
benefits: [Eases pain]
dose: {hold: 20 s}
start: ["Lie down.", {text: Stretch out., short: Out.}]
methods:
  - name: Single knee
    level: beginner
    steps: ["Lie down", {text: Bend, short: B, figure: bent}, {text: Hold, photo: knee.jpg, alt: A knee}]
    feel: low back, buttock and hip
    dose: {hold: 15-30 s, reps: 2-4, sides: each, sets: 2, duration: 1:30, breaths: 4, tempo: 2-3 s,
      rest: 1 min, times_per_day: 2, times_of_day: [morning, night], days_per_week: 5-7,
      effort: mild, note: Slowly.}
figures: {bent: {knee_left: 90}}
card: {method: Single knee, steps: [1, 2, 3]}
breathing: [Breathe out]
mistakes: [{avoid: Pulling, instead: Hold, figure: bent}]
adaptations: [{for: Sore knee, do: [Hold the thigh], figure: bent}]
progression: [{level: beginner, do: [One knee]}]
when: [daily]
see_first: [a new injury, {text: a hip replacement, short: new hip, flag: hip-replacement}]
stop: [sharp pain, {text: it hurts, short: pain}]
related: [{stretch: cat-cow, why: whole-spine mobility}]
used_for: [stiffness]
video: {url: "https://example.org/k2c", short: example.org/k2c}
review: {by: , on: 2026-11-01, next: 2028-11-01}
sources: [a book]
language: en-GB
"""
BOOKLET = """
title: Lower back
subtitle: For every day
intro: Words.
audience: adults
code: LB
version: 2
language: en-GB
brand: default
layout: booklet
sections: [{title: First, intro: Words, stretches: [knee-to-chest, cat-cow]}]
before_you_start: |
  One.

  Two.
week_plan: [{day: Monday, do: [Walk]}]
diary: {weeks: 4}
closing: Bye.
"""
PROGRAMME = """
client: {name: Jane, id: jane-1, email: jane@client.example, flags: [hip-replacement]}
date: 2026-11-22
goal: Sleep
note: Slowly
therapist: A
next_appointment: 2026-12-06 10:30
items: [{stretch: knee-to-chest, method: Single knee, side: left, dose: {hold: 20 s}, note: Well}]
"""
BRAND = """
name: Example
tagline: Recover
logo: logo.png
colours: {primary: "#1f6f78", accent: "#e4572e"}
fonts: {body: Source Sans 3, heading: Poppins}
people: {skin: brown, hair: grey}
theme: warm
language: en-GB
contact: {phone: +447700900123, email: a@b.example, web: b.example, address: Here, hours: 9, booking: b}
disclaimer: Take care.
"""
LAYOUT = """
for: stretch
page: {paper: a5, margins: 12 mm, columns: 2}
type: {body: 13/16.5}
fit: one-page
header: [{brand: {phone: true}}]
footer: [imprint]
blocks: [title, dose, {steps: {figures: auto}}, {mistakes: {max: 4, min: 0, drop: 2}}, stop, contact,
  {text: Words}, {row: {blocks: [dose, {stop: {as: list}}], widths: [1, 2]}}]
"""
CARD = "extends: sheet\n" + LAYOUT
SETTINGS = (
    "brand: default\npaper: a4\nlanguage: en-GB\ntime_zone: Europe/London\n"
    "email: {from: hello@practice.example, host: mail.practice.example}\n"
)
EXAMPLES = {
    "stretch": STRETCH,
    "booklet": BOOKLET,
    "programme": PROGRAMME,
    "brand": BRAND,
    "layout": LAYOUT,
    "settings": SETTINGS,
}
