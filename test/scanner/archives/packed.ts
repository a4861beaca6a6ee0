/**
 * Node cannot create these, so Python's `bz2` and `lzma` did: 2,000 lines `line 0` to `line 6`,
 * then a leak of `hex('packed')` on line 2001; the tars have it as `dir/x.ts`. The first consists of two streams.
 */
export const PACKED = {
  bzip2: Buffer.from(
    'QlpoOTFBWSZTWR/6vs4ACc7ZAAAQQAB/AAIlIABwQDQAJqqAZGmAq4qlc1Sugq7CrwKsBVxmiDNEGqINIg2+og0iD8XckU4UJAf+r7OAQlpoMTFBWSZTWd1l' +
      'itgABwrfgAAQQIB/6iBhCWC/JdxAMAC4DBpo00wmJkwEDTDBpo00wmJkwEDTBFST0jaRkxGmhpoZDSqikVA2ioG4VAoFQJKoE4qBSKgV+AQVbfxjWqgZQBUC' +
      'aerzFVAugqgcYzCoGUBUC/jCuNkpXxvlZ17ZYz9zHxlhhaW9yVscwFQPMFERumj6hmoCrsUBVzUBV0n+a7Ja66fxdyRThQkN1litgA==',
    'base64',
  ),
  xz: Buffer.from(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4DbuAIhdADYaSh8IoCXB3pS6kMw7Kx81OvJf1Vbr9VXBJZgA2hgEJUv7osFoZzVIf0PXa5KGMVFwgplT4eRLt9G5' +
      'FJosaev6F7l/PIdQQf82Ba7SvyNco3M8WMUm0BLnqhbgZN3/H4MI/QO8LdahoShmVxNUUcl6LawjVDAEYb6yD+UF2tNx6f26y8GeKsAAQWLJrgocyZUAAaQB' +
      '720AAIinq7KxxGf7AgAAAAAEWVo=',
    'base64',
  ),
  tarBzip2: Buffer.from(
    'QlpoOTFBWSZTWdc5pZwADCLfgNiQRIH/6iBhCWD/Jd5ACAgwAPhUMqGRD1MTEGJkZNHpomDQxkMhoNBo0AaABoYIqJok9CMyaJkwAANJj3bfIilyQo1Qt+iu' +
      'y9TQIwD9nxoqBMKoGIVQLBVAxiqBOioF9FQMtPMARVz+Sblk9Yo/gwFUCeIm+KdZpAqgXLtXaQqgf1WSEK5CqBRTCuZFQKDrFCSALYkJgQ6/25qtR7V3+/mX' +
      'pWJL6GPU0y1uTUBUyF5gARVs4z94WgCKv3JFQPcBBRHyAEEk6wbLrSmWFujHNWt/+QAdxdyRThQkNc5pZwA=',
    'base64',
  ),
  tarXz: Buffer.from(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4E//AMFdADIaSqcmFZ0M8tWADbVbWRZMDRu0K6+OqcSAVQVsrH7qG83ulW5g0F584RX/6Pz/PN+io2ybhjQlRQMp' +
      'WpoZUNkZ67DvN+TLHy+kk3CYC7yALoMXhY3rM06Aw3EWcqrk+TLPrYKwAGP4g16qxV2gykQlxX8/ce5SVAKYgChsBNvQ2RvHSGLb/+JnQjndA2ZCcZXvXV9u' +
      'rTrRfEQIm++uTiKb8fIM074bvbCaSGZ2kccHx5WqIGpfOBn3vaRaF+bIssAAAAAAsQ3+n8GkC6EAAd0BgKABAIYor32xxGf7AgAAAAAEWVo=',
    'base64',
  ),
};
