-- Of jobs that have left the stream, finds those whose status hash does not say how they ended, and forgets the others.
-- KEYS 1 hash from entry id to status hash, then the status hash of each job
-- ARGV 1 the stages that are left alone, each between commas; then the id of each job
-- Answers id, status hash and stage of each that was found.
local standing, ended = {}, {}
for i = 2, #KEYS do
  local id = ARGV[i]
  -- An error where the key is no hash, which the next job replaces.
  local values = redis.pcall('HMGET', KEYS[i], 'stage', 'job_id')
  local stage, job = values[1], values[2]
  if stage and job == id and not string.find(ARGV[1], ',' .. stage .. ',', 1, true) then
    for _, word in ipairs({id, KEYS[i], stage}) do standing[#standing + 1] = word end
  else
    ended[#ended + 1] = id
  end
end
if #ended > 0 then redis.call('HDEL', KEYS[1], unpack(ended)) end
return standing
