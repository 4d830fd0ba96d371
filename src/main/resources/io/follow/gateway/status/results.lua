-- Looks through some results for those of certain jobs.
-- KEYS 1 stream of results
-- ARGV 1 id after which to look, 2 how many results; then the ids of the jobs
-- Answers the last id that was looked at ('' when there was none), how many were looked at, then per result its fields.
local wanted = {}
for i = 3, #ARGV do wanted[ARGV[i]] = true end
local entries = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])
local found = {#entries > 0 and entries[#entries][1] or '', #entries}
for i = 1, #entries do
  local fields = entries[i][2]
  for f = 1, #fields, 2 do
    if fields[f] == 'job_id' and wanted[fields[f + 1]] then found[#found + 1] = fields end
  end
end
return found
