-- Each copy of the desk looks by itself for messages that were forgotten.
delete from scheduled_tasks where task_name = 'sweep-outbox';
