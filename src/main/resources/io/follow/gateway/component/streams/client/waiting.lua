-- Finds the oldest entry that was delivered to nobody. Only its id is sent, because an entry may be large.
-- KEYS 1 stream; ARGV 1 group
-- Answers {id}, or {} when there is none, nor a group.
if redis.call('TYPE', KEYS[1]).ok ~= 'stream' then return {} end
for _, row in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local info = {}
  for i = 1, #row, 2 do info[row[i]] = row[i + 1] end
  if info['name'] == ARGV[1] then
    local first = redis.call('XRANGE', KEYS[1], '(' .. info['last-delivered-id'], '+', 'COUNT', 1)
    if #first == 1 then return {first[1][1]} end
  end
end
return {}
