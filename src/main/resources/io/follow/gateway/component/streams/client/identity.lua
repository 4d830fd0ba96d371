-- Tells which server holds a key, and which history of writes it continues.
-- KEYS 1 the key
-- Answers {run id, replication id}; the first changes with the process, the second when a replica becomes the primary.
local no = refused('INFO', 'server')
if no then return no end
local info = redis.call('INFO', 'server') .. redis.call('INFO', 'replication')
return {string.match(info, 'run_id:(%w+)') or '', string.match(info, 'master_replid:(%w+)') or ''}
