-- Reads some entries' ids, or one field of each, and leaves out all the rest.
-- KEYS 1 stream; ARGV 1 id after which to look ('-' for the first), 2 how many entries, 3 field, or '' for the ids
-- Answers the last id that was looked at, or '-' at the end, then what was asked for.
local from = ARGV[1]
if from ~= '-' then from = '(' .. from end
local entries = redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', ARGV[2])
local found = {#entries == tonumber(ARGV[2]) and entries[#entries][1] or '-'}
for i = 1, #entries do
  if ARGV[3] == '' then
    found[#found + 1] = entries[i][1]
  else
    local fields = entries[i][2]
    for f = 1, #fields, 2 do
      if fields[f] == ARGV[3] then found[#found + 1] = fields[f + 1] end
    end
  end
end
return found
