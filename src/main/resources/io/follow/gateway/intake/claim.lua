-- Claims the upload of an image. The guard's value is the same for all, so a second key says whose it is.
-- KEYS 1 guard, 2 owner of the guard; ARGV 1 request id, 2 life in s
-- Answers {1} when the guard is this request's, also when it was before, else {0}.
if redis.call('SET', KEYS[1], 'claimed', 'NX', 'EX', ARGV[2]) then
  redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[2])
  return {1}
end
if redis.call('GET', KEYS[2]) == ARGV[1] then return {1} end
return {0}
