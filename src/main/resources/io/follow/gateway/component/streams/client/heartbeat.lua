-- Resets the idle time of entries in work, so that nobody takes them over. XCLAIM alone would steal: ownership is checked.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 '1' when an entry lives until it is settled; then pairs of entry id and
--      delivery count
-- Answers the ids that are not this consumer's any more. An entry that lost its owner with XGROUP DELCONSUMER is
-- taken back, where its being in the stream says that it has not ended.
local lost = {}
for i = 4, #ARGV, 2 do
  local id, count = ARGV[i], tonumber(ARGV[i + 1])
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1)
  if #pending == 1 and pending[1][2] ~= UNHELD then
    if pending[1][2] == ARGV[2] and pending[1][4] == count then
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'JUSTID')
    else
      lost[#lost + 1] = id
    end
  elseif ARGV[3] == '1' and #redis.call('XRANGE', KEYS[1], id, id) == 1 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'RETRYCOUNT', count, 'FORCE', 'JUSTID')
  else
    lost[#lost + 1] = id
  end
end
return lost
