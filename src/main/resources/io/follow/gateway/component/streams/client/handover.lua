-- Hands entries that are pending for this consumer to whoever takes them over next, itself after a restart included: they
-- become idle long enough. A delivery that was begun here and not finished is not counted.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 idle time in ms, 4 'all' for every entry or 'given' for those that follow,
--      5 '1' to delete the consumer when nothing is pending for it; then pairs of entry id and delivery count
-- Answers {number of entries handed over}. Repeating it changes nothing.
local counts = {}
for i = 6, #ARGV, 2 do counts[ARGV[i]] = tonumber(ARGV[i + 1]) end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 10000, ARGV[2])
if #pending == 0 and ARGV[5] == '1' then
  redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
end
local handed = 0
for i = 1, #pending do
  local id, count = pending[i][1], pending[i][4]
  if ARGV[4] == 'all' or counts[id] then
    local left = count
    if counts[id] == count then left = count - 1 end
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'IDLE', ARGV[3], 'RETRYCOUNT', left, 'JUSTID')
    handed = handed + 1
  end
end
return {handed}
