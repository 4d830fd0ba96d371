-- Hands entries that are pending for this consumer to the others: idle long enough to be taken over at once, and this
-- delivery not counted.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 idle time in ms, 4 '1' to delete the consumer when nothing is pending for it;
--      then the ids to hand over; none means all
-- Answers {number of entries handed over}.
local wanted, all = {}, #ARGV == 4
for i = 5, #ARGV do wanted[ARGV[i]] = true end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 10000, ARGV[2])
if #pending == 0 then
  if ARGV[4] == '1' then redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2]) end
  return {0}
end
local handed = 0
for i = 1, #pending do
  local id, count = pending[i][1], pending[i][4]
  if all or wanted[id] then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'IDLE', ARGV[3], 'RETRYCOUNT', math.max(count - 1, 0), 'JUSTID')
    handed = handed + 1
  end
end
return {handed}
