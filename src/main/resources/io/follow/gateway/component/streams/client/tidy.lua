-- Deletes consumers of processes that are long gone: silent for the given time and nothing pending for them.
-- KEYS 1 stream; ARGV 1 group, 2 consumer, 3 silence in ms
-- Answers their names.
local gone = {}
local consumers = redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
for c = 1, #consumers do
  local info = {}
  for i = 1, #consumers[c], 2 do info[consumers[c][i]] = consumers[c][i + 1] end
  if info['name'] ~= ARGV[2] and info['pending'] == 0 and info['idle'] >= tonumber(ARGV[3]) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], info['name'])
    gone[#gone + 1] = info['name']
  end
end
return gone
