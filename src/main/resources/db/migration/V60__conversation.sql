-- Every event that a platform delivered and the desk took in. Platforms deliver an event again when
-- they are not sure that it arrived; the primary key makes it count once.
CREATE TABLE inbound_event (
  platform       text        NOT NULL,
  event_id       text        NOT NULL,
  received_at    timestamptz NOT NULL,
  correlation_id text        NOT NULL,
  PRIMARY KEY (platform, event_id)
);

CREATE INDEX inbound_event_received_at ON inbound_event (received_at);

-- What a person said to the desk in free words, kept until they choose what it should become.
CREATE TABLE draft (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint      NOT NULL REFERENCES person (id),
  words     text        NOT NULL,
  said_at   timestamptz NOT NULL
);

CREATE INDEX draft_said_at ON draft (said_at);
