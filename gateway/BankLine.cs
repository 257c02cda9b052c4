using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using TalentFinance.Gateway.Domain;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace TalentFinance.Gateway;

/// <summary>
/// The line to one bank: its YARP cluster (destinations, their health, the load balancer, the connection pool), and
/// around it Polly: at most so many at once, a time limit a try, a second try where the first met a passing fault (the
/// bank knows a delivery by its id, so all of them may be repeated), and a circuit that opens when nothing gets through.
/// </summary>
internal sealed class BankLine : IDisposable
{
    private const string MessagesPath = "/talentfinance/v1/messages";
    private static readonly TimeSpan BreakFor = TimeSpan.FromSeconds(3);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };

    private readonly Partner partner;
    private readonly IProxyStateLookup proxy;
    private readonly ILoadBalancingPolicy balancer;
    private readonly IDestinationHealthUpdater health;
    private readonly CircuitBreakerStateProvider circuit = new();
    private readonly ConcurrencyLimiter slots;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;
    private long openUntilTicks;

    public BankLine(Partner partner, IProxyStateLookup proxy, ILoadBalancingPolicy balancer, IDestinationHealthUpdater health)
    {
        (this.partner, this.proxy, this.balancer, this.health) = (partner, proxy, balancer, health);
        slots = new ConcurrencyLimiter(new() { PermitLimit = partner.ConcurrencyMax, QueueLimit = 10_000 });
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddStrategy(_ => new ConcurrencyCap(slots), new ConcurrencyCapOptions())
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = outcome => ValueTask.FromResult(IsPassing(outcome.Outcome)),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(150),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = outcome => ValueTask.FromResult(IsPassing(outcome.Outcome)),
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(15),
                BreakDuration = BreakFor,
                StateProvider = circuit,
                OnOpened = _ =>
                {
                    openUntilTicks = (DateTimeOffset.UtcNow + BreakFor).UtcTicks;
                    return default;
                },
            })
            .AddTimeout(partner.Timeout)
            .Build();
    }

    public Partner Partner => partner;
    public CircuitState Circuit => circuit.CircuitState;
    public ClusterState? Cluster => proxy.TryGetCluster(partner.ClusterId, out var cluster) ? cluster : null;

    /// <summary>Whether it makes sense to send anything now. An open circuit stays open until somebody tries after its break.</summary>
    public bool IsUp => partner.Enabled && Cluster?.DestinationsState.AvailableDestinations.Count > 0
        && (Circuit != CircuitState.Open || DateTimeOffset.UtcNow.UtcTicks >= Volatile.Read(ref openUntilTicks));

    /// <summary>The circuit lets one through to see whether the bank is back.</summary>
    public bool IsOnTrial => Circuit != CircuitState.Closed;

    public async Task<Attempt> Send(string body, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        try
        {
            using var response = await pipeline.ExecuteAsync(async stop => await SendOnce(bytes, stop), cancel);
            var retryAfter = response.Headers.RetryAfter;
            return Attempt.Of((int)response.StatusCode, retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - DateTimeOffset.UtcNow : null));
        }
        catch (BrokenCircuitException) { return new Attempt.NotTried(); }
        catch (NoDestinationException) { return new Attempt.NotTried(); }
        catch (TimeoutRejectedException) { return new Attempt.Later($"no answer in {partner.Timeout.TotalSeconds:0} s", null); }
        catch (BrokenAnswerException broken) { return new Attempt.Later($"HTTP {broken.Status}, broken off", null); }
        catch (HttpRequestException failure) { return new Attempt.Later($"not reached: {failure.HttpRequestError}", null); }
        // We stop: whether the bank has it is not known, and it knows a delivery that comes again by its id.
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return new Attempt.NotTried(); }
    }

    public void Dispose() => slots.Dispose();

    private async Task<HttpResponseMessage> SendOnce(byte[] body, CancellationToken cancel)
    {
        if (Cluster is not { DestinationsState.AvailableDestinations: { Count: > 0 } available } cluster) throw new NoDestinationException();
        // The balancer counts what runs by the destination; it asks the request for nothing.
        var destination = balancer.PickDestination(new DefaultHttpContext(), cluster, available) ?? throw new NoDestinationException();
        using var request = Sign(new Uri(destination.Model.Config.Address + MessagesPath), body);
        try
        {
            var response = await cluster.Model.HttpClient.SendAsync(request, cancel);
            try { await Drain(response, cancel); }
            // Its status says that the bank has it; what it said further, and whether it said it to the end, changes nothing.
            catch (Exception failure) when (response.IsSuccessStatusCode && failure is IOException or OperationCanceledException) { }
            catch (Exception failure)
            {
                response.Dispose();
                if (failure is IOException) throw new BrokenAnswerException((int)response.StatusCode);
                throw;
            }
            return response;
        }
        // The connection's own time limit; ours would have cancelled.
        catch (OperationCanceledException failure) when (!cancel.IsCancellationRequested) { throw new HttpRequestException(HttpRequestError.ConnectionError, "not connected in time", failure); }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && cancel.IsCancellationRequested))
        {
            // Passive health: out of rotation until the active check, or the time, says otherwise.
            if (failure is HttpRequestException) health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, cluster.Model.Config.HealthCheck!.Passive!.ReactivationPeriod!.Value);
            throw;
        }
    }

    /// <summary>Signed for each try: a new time stamp and a new nonce.</summary>
    private HttpRequestMessage Sign(Uri address, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = JsonType;
        var (timestamp, nonce) = (Signature.Timestamp(DateTimeOffset.UtcNow), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        request.Headers.Add(Signature.KeyHeader, partner.ClientId);
        request.Headers.Add(Signature.TimestampHeader, timestamp);
        request.Headers.Add(Signature.NonceHeader, nonce);
        request.Headers.Add(Signature.SignatureHeader, Signature.Of(partner.SigningKey, "POST", address.PathAndQuery, timestamp, nonce, body));
        return request;
    }

    /// <summary>Reads the answer away so that its connection can be used again; more than a little is not read.</summary>
    private static async Task Drain(HttpResponseMessage response, CancellationToken cancel)
    {
        const int bytesMax = 64 * 1024;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            for (int sum = 0, read; sum < bytesMax && (read = await stream.ReadAsync(buffer, cancel)) > 0;) sum += read;
        }
        finally { System.Buffers.ArrayPool<byte>.Shared.Return(buffer); }
    }

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) => outcome.Exception is HttpRequestException or TimeoutRejectedException or BrokenAnswerException
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    private sealed class NoDestinationException : Exception;

    /// <summary>The bank is there, and its no did not come whole: no reason to take it out of rotation, nor to believe the no for ever.</summary>
    private sealed class BrokenAnswerException(int status) : Exception
    {
        public int Status => status;
    }

    private sealed class ConcurrencyCapOptions : ResilienceStrategyOptions;

    /// <summary>Polly's own limiter package is not available; this is its essence.</summary>
    private sealed class ConcurrencyCap(ConcurrencyLimiter slots) : ResilienceStrategy
    {
        protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
        {
            using var slot = await slots.AcquireAsync(1, context.CancellationToken);
            return slot.IsAcquired ? await callback(context, state) : Outcome.FromException<TResult>(new BrokenCircuitException("too much waits for this bank"));
        }
    }
}
