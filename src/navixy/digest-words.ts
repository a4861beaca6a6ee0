/**
 * Words that identify structures with digests, as compact key names (`previous_hash` equals `previousHash`). A leak is
 * in settings and requests; a digest is in a record of the thing it belongs to.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Keys of records whose `hash` is a digest: of a file, an asset, a package, a torrent, a block, a signed login. */
export const DIGESTED_KEYS = words(`
  file filename filepath paths files filesize fsize size bytes filebytes mtime ctime atime lastmodified modifiedat
  extension ext
  packagerasset httpserverlocation filesystemlocation scales srcset thumbnail thumbhash blurhash
  packages packagesdev readme
  deps dependencies devdependencies peerdependencies requires chunks chunk assets modules bundle imports importedby
  entrypoint
  entrypoints publicpath outputpath assetsbychunkname namedchunkgroups indexname
  integrity resolved sourcemap builtat
  seed seeds seeders leech leeches leechers peers magnet magneturi magnetlink infohash torrentid piecelength
  nonce previoushash prevhash previousblockhash prevblockhash parenthash merkleroot merkle difficulty proof
  blocknumber blockhash
  confirmations txid gasused gasprice miner
  authdate photourl startlat startlon endlat endlon startaddress endaddress
  author authors committer commit commitid commithash parents authorname authoremail subject
  md5 sha sha1 sha256 sha512 crc crc32 checksum digest etag algorithm algo hashalgorithm hashtype hashname salt
  iterations rounds
  lineno linenumber lines startline endline loc simhash phash similarity fuzzy msgid plaintext cleartext
  txnid transactionid amount currency orderid merchantid merchant productinfo paymentid
  plain cracked wordlist malware threat verdict positives scandate warnings errors package repository
  requesthash profileurl preferredusername thumbnailurl
  rule rules mcrc mbundlename
  players cachekey lastaccess hits isbinary isdir isfile isdirectory symlink permissionsmode inode`);

/** Names of objects that contain such records. */
export const DIGESTED_THINGS = words(`
  file files filelist asset assets chunk chunks bundle bundles module modules package packages dependency dependencies
  artifact artifacts
  torrent torrents block blocks blockchain chain transaction transactions commit commits blob blobs tree trees
  image images icon icons photo photos picture pictures sprite sprites font fonts texture textures attachment
  attachments media
  thumbnail thumbnails download downloads checksum checksums digest digests md5 md5s hashes md5file cache caches
  cached manifest precache
  precachemanifest lock lockfile sources sourcefiles snapshot snapshots layers revisions builds release releases
  registerasset
  hashtable hashmap migration migrations translations strings testcases fixtures testvectors vectors`);

/** Keys of the API's requests and responses, and of connection settings: an object with one is not a record. */
export const CONNECTION_KEYS = words(`
  limit offset page pagesize tracker trackers trackerid trackerids isodatetime locale
  host hostname server endpoint baseurl apiurl apibase apihost apiroot serverurl pluginid`);

/** Keys for the subject of a record: a file if the value is a file name. */
export const SUBJECT_KEYS = words(`
  name path file src source url uri href title id key target entry asset location basename fullpath relativepath
  relpath filename image cell`);
