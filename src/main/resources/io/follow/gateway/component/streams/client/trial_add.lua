-- Sees whether an entry could be added, and adds none: whether the server accepts writes, and whether the keys have their types.
-- KEYS 1 stream, 2 key of no entry; then the hashes that are written together with entries
-- Answers {'OK'}.
local no = wrongType(KEYS[1], 'stream')
for i = 3, #KEYS do no = no or wrongType(KEYS[i], 'hash') end
if no then return no end
local done = redis.pcall('SET', KEYS[2], 'a', 'PX', '1')
if done.err then return redis.error_reply(done.err) end
return {'OK'}
