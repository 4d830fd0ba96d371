-- Adds entries, each with a hash and a value in an index about it, in one step: all of them or none, and each once per key.
-- What was added before is not added again. Every check stands before the first write, because a script is not rolled back.
-- KEYS 1 stream, 2 owner of the request (repeats KEYS 1 without one); then for each entry: key of its own, hash, index
--      (repeat KEYS 1 without one)
-- ARGV 1 life of the keys in ms, 2 digest of the request, 3 number of entries; then for each entry: life of the hash in ms,
--      channel, message, field of the hash that holds the entry id, value in the index, number of entry arguments, number
--      of hash arguments, and these
-- Answers {id, ...}, in the order of the entries; {} when the owner is another request.
local stream, owner = KEYS[1], KEYS[2]
if owner ~= stream then
  local before = redis.call('GET', owner)
  if before and before ~= ARGV[2] then return {} end
end

local no = wrongType(stream, 'stream')
if no then return no end
local ids, entries, next = {}, {}, 4
local commands = {{'XADD', stream, '*', 'a', 'b'}}
if owner ~= stream then commands[#commands + 1] = {'SET', owner, 'a', 'PX', '1'} end
for i = 1, tonumber(ARGV[3]) do
  local key = 3 * i
  local entry = {once = KEYS[key], hash = KEYS[key + 1], index = KEYS[key + 2]}
  entry.head, entry.fields = next, next + 7
  entry.values = entry.fields + tonumber(ARGV[next + 5])
  next = entry.values + tonumber(ARGV[next + 6])
  entry.last = next - 1
  entries[i] = entry
  ids[i] = redis.call('GET', entry.once) or nil
  no = entry.index ~= stream and wrongType(entry.index, 'hash')
  if no then return no end
  commands[#commands + 1] = {'SET', entry.once, 'a', 'PX', '1'}
  if entry.index ~= stream then commands[#commands + 1] = {'HSET', entry.index, 'a', 'b'} end
  if entry.hash ~= stream then addHashCommands(commands, entry.hash, ARGV[entry.head + 1]) end
end
no = anyRefused(commands)
if no then return no end

if owner ~= stream then redis.call('SET', owner, ARGV[2], 'PX', ARGV[1]) end
for i, entry in ipairs(entries) do
  if not ids[i] then
    local head = entry.head
    local id = redis.call('XADD', stream, '*', unpack(ARGV, entry.fields, entry.values - 1))
    redis.call('SET', entry.once, id, 'PX', ARGV[1])
    if entry.index ~= stream then redis.call('HSET', entry.index, id, ARGV[head + 4]) end
    if entry.hash ~= stream then
      writeHash(entry.hash, {unpack(ARGV, entry.values, entry.last)}, ARGV[head], ARGV[head + 1], ARGV[head + 2])
    end
    ids[i] = id
  end
end
return ids
