-- Mends a status hash whose job has ended without it, unless somebody has written it meanwhile.
-- KEYS 1 hash, 2 stream of jobs, 3 hash from entry id to status hash, which forgets the job
-- ARGV 1 job id, 2 stage as it was found, 3 life of the hash in ms, 4 channel, 5 event; then fields and values, or nothing
--      to delete the hash
-- Answers {'ALIVE'}, {'CHANGED'}, {'MENDED'} or {'DELETED'}.
if #redis.call('XRANGE', KEYS[2], ARGV[1], ARGV[1]) > 0 then return {'ALIVE'} end
redis.call('HDEL', KEYS[3], ARGV[1])
if redis.call('HGET', KEYS[1], 'job_id') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'stage') ~= ARGV[2] then
  return {'CHANGED'}
end
redis.call('DEL', KEYS[1])
if #ARGV == 5 then return {'DELETED'} end
local fields = {}
for i = 6, #ARGV do fields[#fields + 1] = ARGV[i] end
redis.call('HSET', KEYS[1], unpack(fields))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if ARGV[4] ~= '' then redis.call('PUBLISH', ARGV[4], ARGV[5]) end
return {'MENDED'}
