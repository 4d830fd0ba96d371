-- Deletes one dead letter, and what is remembered about its job.
-- KEYS 1 dead-letter stream, 2 hash of first entries; ARGV 1 dead-letter id
-- Answers {1}, or {0} when it is not there.
local entry = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
if #entry == 0 then return {0} end

local fields, former = entry[1][2], false
for i = 1, #fields, 2 do
  if fields[i] == 'dlq_entry_id' then former = fields[i + 1] end
end
redis.call('XDEL', KEYS[1], ARGV[1])
if former and redis.call('TYPE', KEYS[2]).ok == 'hash' then redis.call('HDEL', KEYS[2], former) end
return {1}
