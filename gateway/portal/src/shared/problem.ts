/** A reason why not, as the services give it (contracts/Refusal.cs). */
export interface Refusal {
  kind: 'Input' | 'Rule' | 'State';
  code: string;
  text: string;
  source: string;
  remedy: string;
  field?: string | null;
}

/** Every error of the API: status, code, and every refusal. Shown by `<ProblemView>`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly refusals: Refusal[] = [],
    readonly traceId?: string,
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** True when repeating the same request may help: no answer, or none that decided anything. */
  get isPassing() {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

export const networkProblem = () => new Problem(0, 'network', 'the service cannot be reached');

export async function problemOf(response: Response): Promise<Problem> {
  let body: Partial<{ code: string; detail: string; title: string; refusals: Refusal[]; traceId: string }> = {};
  try {
    body = (await response.json()) as typeof body;
  } catch {
    // Not a problem document: something between us and the service answered.
  }
  return new Problem(
    response.status,
    body.code ?? `http-${response.status}`,
    body.detail ?? body.title ?? response.statusText,
    body.refusals ?? [],
    body.traceId,
  );
}

/** What went wrong as a Problem, whatever was thrown. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(-1, 'unknown', error instanceof Error ? error.message : String(error));
