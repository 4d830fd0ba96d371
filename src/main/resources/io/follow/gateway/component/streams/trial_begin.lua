-- Makes an entry that a consumer holds, in a stream of its own, and the keys that settling it writes to. All of them pass
-- by themselves: a program that ends before it has removed them leaves nothing behind.
-- KEYS 1 stream, 2 result stream, 3 dead-letter stream, 4 state hash, 5 hash of notes
-- ARGV 1 group, 2 consumer, 3 life of the keys in ms
-- Answers {entry id}.
redis.call('DEL', unpack(KEYS))
for i = 1, 3 do redis.call('XGROUP', 'CREATE', KEYS[i], ARGV[1], '0', 'MKSTREAM') end
local id = redis.call('XADD', KEYS[1], '*', 'trial', 'entry')
redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', '1', 'STREAMS', KEYS[1], '>')
redis.call('HSET', KEYS[4], 'trial', 'old')
redis.call('HSET', KEYS[5], id, 'note')
for i = 1, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
return {id}
