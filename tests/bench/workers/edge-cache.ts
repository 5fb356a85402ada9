// Stands for the edge's cache where there is no edge: keeps answers in memory, and speaks what workerd expects of the
// service behind the Cache API. GET looks an answer up, PUT brings one written out as HTTP, PURGE forgets it.

interface KeptAnswer {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

const kept = new Map<string, KeptAnswer>();

export default {
  async fetch(request) {
    switch (request.method) {
      case 'PUT':
        kept.set(request.url, parseAnswer(new Uint8Array(await request.arrayBuffer())));
        return new Response(null, { status: 204 });
      case 'PURGE':
        return new Response(null, { status: kept.delete(request.url) ? 200 : 404 });
      default: {
        const answer = kept.get(request.url);
        if (!answer) return new Response(null, { status: 504, headers: { 'CF-Cache-Status': 'MISS' } });
        const headers = new Headers(answer.headers);
        headers.set('CF-Cache-Status', 'HIT');
        return new Response(answer.body, { status: answer.status, headers });
      }
    }
  },
} satisfies ExportedHandler;

function parseAnswer(written: Uint8Array<ArrayBuffer>): KeptAnswer {
  const text = new TextDecoder('latin1').decode(written);
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const isChunked = headers.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value));
  const body = written.subarray(end + 4);
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: headers.filter(([name]) => !/^(transfer-encoding|content-length|connection)$/i.test(name)),
    body: isChunked ? joinChunks(body) : body.slice(),
  };
}

function joinChunks(written: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let position = 0; ; ) {
    const end = written.indexOf(13, position);
    const length = Number.parseInt(new TextDecoder().decode(written.subarray(position, end)), 16);
    if (!(length > 0)) break;
    chunks.push(written.subarray(end + 2, end + 2 + length));
    size += length;
    position = end + 2 + length + 2;
  }
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
