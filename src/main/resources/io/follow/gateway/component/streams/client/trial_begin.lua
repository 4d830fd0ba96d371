-- Makes an entry that a consumer holds, in a stream of its own, and the keys that settling it writes to. All of them pass
-- by themselves: a program that ends before it has removed them leaves nothing behind.
-- KEYS 1 stream, 2 result stream, 3 dead-letter stream, 4 hash
-- ARGV 1 group, 2 consumer, 3 life of the keys in ms
-- Answers {entry id}.
-- A full server refuses the first write of a script and no later one: so this stands before the deletion.
redis.call('HSET', KEYS[4], 'trial', 'old')
redis.call('PEXPIRE', KEYS[4], ARGV[3])
for i = 1, 3 do
  redis.call('DEL', KEYS[i])
  redis.call('XGROUP', 'CREATE', KEYS[i], ARGV[1], '0', 'MKSTREAM')
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
local id = redis.call('XADD', KEYS[1], '*', 'trial', 'entry')
redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', '1', 'STREAMS', KEYS[1], '>')
return {id}
