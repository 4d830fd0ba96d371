-- Lists entries that the group has delivered but that are pending for nobody.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 most entries to look at
-- Answers their ids.
local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
local last
for g = 1, #groups do
  local info = {}
  for i = 1, #groups[g], 2 do info[groups[g][i]] = groups[g][i + 1] end
  if info['name'] == ARGV[1] then last = info['last-delivered-id'] end
end
if not last then return redis.error_reply('NOGROUP the consumer group is gone') end
local unheld = {}
local entries = redis.call('XRANGE', KEYS[1], '-', last, 'COUNT', ARGV[3])
for i = 1, #entries do
  local id = entries[i][1]
  if #redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1) == 0 then unheld[#unheld + 1] = id end
end
return unheld
