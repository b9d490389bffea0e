-- Whose card it is takes part in the ticket, and where it was reported: somebody who takes no
-- direct messages is served there. Empty if the place is not known; null for the cards of others.
alter table posted_card add column reported_in text;
update posted_card set reported_in = ''
where address ->> 'kind' = 'person' and subject like 'INC-%';
update posted_card c set reported_in = ''
from service_request r join identity i on i.person_id = r.requester_id
where c.address ->> 'kind' = 'person' and c.subject = 'REQ-' || r.id
  and c.platform = i.platform and c.address ->> 'userId' = i.user_id;
