-- Deletes a consumer group that nobody reads.
-- KEYS 1 stream; ARGV 1 group, 2 ms for which each of its consumers must have been silent
-- Answers 'DELETED', 'READ' when a consumer is there, or 'GONE'.
if redis.call('TYPE', KEYS[1]).ok ~= 'stream' then return 'GONE' end
local consumers = redis.pcall('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
if consumers.err then
  if string.sub(consumers.err, 1, 7) == 'NOGROUP' then return 'GONE' end
  return consumers
end
for _, row in ipairs(consumers) do
  for i = 1, #row, 2 do
    if row[i] == 'idle' and row[i + 1] < tonumber(ARGV[2]) then return 'READ' end
  end
end
redis.call('XGROUP', 'DESTROY', KEYS[1], ARGV[1])
return 'DELETED'
