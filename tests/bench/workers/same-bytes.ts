// The least a Worker can do: it returns bytes it has in memory. A PUT to an address says which, with their headers.

const answers = new Map<string, { body: ArrayBuffer; headers: Headers }>();

export default {
  async fetch(request) {
    if (request.method === 'PUT') {
      const headers: [string, string][] = JSON.parse(request.headers.get('x-answer-headers') ?? '[]');
      answers.set(request.url, { body: await request.arrayBuffer(), headers: new Headers(headers) });
      return new Response(null, { status: 204 });
    }
    const answer = answers.get(request.url);
    return answer ? new Response(answer.body, { headers: answer.headers }) : new Response(null, { status: 404 });
  },
} satisfies ExportedHandler;
