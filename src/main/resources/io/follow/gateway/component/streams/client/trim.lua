-- Removes old entries, but none that some consumer group has not read and acknowledged.
-- The age is by the clock of the server, which made the ids: that of a gateway may be days off.
-- KEYS 1 stream; ARGV 1 age in ms from which on entries are removed
-- Answers {number removed, name of the group that holds back more than the age allows, or ''}.
if redis.call('TYPE', KEYS[1]).ok ~= 'stream' then return {0, ''} end

local time = redis.call('TIME')
local oldest = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) - tonumber(ARGV[1])
local limit = string.format('%.0f', math.max(0, oldest)) .. '-0'
local keep, holder = limit, ''
local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
for g = 1, #groups do
  local info = {}
  for i = 1, #groups[g], 2 do info[groups[g][i]] = groups[g][i + 1] end
  local needed
  if tonumber(info['pending']) > 0 then
    needed = redis.call('XPENDING', KEYS[1], info['name'])[2]
  else
    local ms, seq = string.match(info['last-delivered-id'], '^(%d+)-(%d+)$')
    -- The next id; past 15 digits a Lua number is not exact, and the next millisecond is late enough.
    if #seq > 15 then
      needed = string.format('%.0f', tonumber(ms) + 1) .. '-0'
    else
      needed = ms .. '-' .. string.format('%.0f', tonumber(seq) + 1)
    end
  end
  if isNewer(keep, needed) then
    keep = needed
    local held = redis.call('XRANGE', KEYS[1], needed, '(' .. limit, 'COUNT', 1)
    if #held == 1 then holder = info['name'] end
  end
end
return {redis.call('XTRIM', KEYS[1], 'MINID', keep), holder}
