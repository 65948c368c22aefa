"""The tables of an archive. A record is kept whole as JSON and spread over one table a layer for asking.

Nothing here is a fact: every row is an assertion of a document, with its holder and its characters.
"""

from __future__ import annotations

VERSION = 1

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE IF NOT EXISTS documents (
  id VARCHAR PRIMARY KEY, revision INTEGER, hash VARCHAR, path VARCHAR, title VARCHAR, author VARCHAR, outlet VARCHAR,
  url VARCHAR, language VARCHAR, published VARCHAR, published_basis VARCHAR, characters INTEGER, coded_by VARCHAR,
  record VARCHAR);
CREATE TABLE IF NOT EXISTS history (
  id VARCHAR, revision INTEGER, hash VARCHAR, record VARCHAR, PRIMARY KEY (id, revision));
CREATE TABLE IF NOT EXISTS actors (
  document VARCHAR, id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, sector VARCHAR, role VARCHAR,
  mentions INTEGER, first_start INTEGER, first_end INTEGER);
CREATE TABLE IF NOT EXISTS events (
  document VARCHAR, id VARCHAR, type VARCHAR, mode VARCHAR, quad VARCHAR, contexts VARCHAR[], source VARCHAR[],
  target VARCHAR[], absent VARCHAR[], trigger VARCHAR, trigger_start INTEGER, trigger_end INTEGER, start INTEGER,
  "end" INTEGER, mentions INTEGER, place VARCHAR, place_country VARCHAR, latitude DOUBLE, longitude DOUBLE,
  geonameid BIGINT, date_text VARCHAR, date_from VARCHAR, date_to VARCHAR, grain VARCHAR, quantities VARCHAR,
  factuality VARCHAR, factuality_score DOUBLE, holder VARCHAR, cue VARCHAR, confidence DOUBLE, coder VARCHAR);
CREATE TABLE IF NOT EXISTS claims (
  document VARCHAR, id VARCHAR, start INTEGER, "end" INTEGER, cue VARCHAR, holder VARCHAR, source_start INTEGER,
  source_end INTEGER, factuality VARCHAR, about VARCHAR[]);
CREATE TABLE IF NOT EXISTS agreements (
  document VARCHAR, id VARCHAR, name VARCHAR, kind VARCHAR, parties VARCHAR[], subject VARCHAR, date_from VARCHAR,
  date_to VARCHAR, place VARCHAR, status VARCHAR, breached_by VARCHAR[], start INTEGER, "end" INTEGER);
CREATE TABLE IF NOT EXISTS relations (
  document VARCHAR, id VARCHAR, source VARCHAR, target VARCHAR, sign VARCHAR, kind VARCHAR, holder VARCHAR,
  start INTEGER, "end" INTEGER);
CREATE TABLE IF NOT EXISTS interests (
  document VARCHAR, id VARCHAR, actor VARCHAR, stance VARCHAR, object VARCHAR, holder VARCHAR, start INTEGER,
  "end" INTEGER);
CREATE TABLE IF NOT EXISTS forecasts (
  document VARCHAR, id VARCHAR, holder VARCHAR, start INTEGER, "end" INTEGER, condition_start INTEGER,
  condition_end INTEGER, due VARCHAR, factuality VARCHAR);
CREATE TABLE IF NOT EXISTS decisions (
  number INTEGER PRIMARY KEY, kind VARCHAR, first VARCHAR, second VARCHAR, value VARCHAR, "by" VARCHAR, "at" VARCHAR,
  why VARCHAR);
CREATE TABLE IF NOT EXISTS imported (
  dataset VARCHAR, id VARCHAR, "day" VARCHAR, last_day VARCHAR, type VARCHAR, mode VARCHAR, quad VARCHAR, code VARCHAR,
  intensity DOUBLE, contexts VARCHAR, source_name VARCHAR, source_country VARCHAR, source_sector VARCHAR, target_name VARCHAR,
  target_country VARCHAR, target_sector VARCHAR, place VARCHAR, place_country VARCHAR, latitude DOUBLE,
  longitude DOUBLE, geonameid BIGINT, published VARCHAR, publisher VARCHAR, story VARCHAR, url VARCHAR, note VARCHAR,
  file VARCHAR, "row" BIGINT, participants VARCHAR, occasion VARCHAR, factuality VARCHAR, holder VARCHAR,
  confidence DOUBLE, PRIMARY KEY (dataset, id));
ALTER TABLE imported ADD COLUMN IF NOT EXISTS participants VARCHAR;
ALTER TABLE imported ADD COLUMN IF NOT EXISTS occasion VARCHAR;
ALTER TABLE imported ADD COLUMN IF NOT EXISTS factuality VARCHAR;
ALTER TABLE imported ADD COLUMN IF NOT EXISTS holder VARCHAR;
ALTER TABLE imported ADD COLUMN IF NOT EXISTS confidence DOUBLE;
"""

LAYERS = ("actors", "events", "claims", "agreements", "relations", "interests", "forecasts")
