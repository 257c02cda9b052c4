using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>The answer that a write got, kept in the transaction of the write: the same key and body get the same answer.</summary>
internal sealed class StoredAnswer
{
    public Guid AccountId { get; init; }
    /// <summary>Whom the account acted for: an agent may use one key for each of its firms.</summary>
    public Guid OrganisationId { get; init; }
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public int Status { get; init; }
    public string? Location { get; init; }
    public required byte[] Body { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Metadata of endpoints whose work the write filter saves.</summary>
internal sealed class SavedHere;

/// <summary>Metadata of endpoints that change nothing worth protecting (sign-in, tokens): they save by themselves.</summary>
internal sealed class NoIdempotencyKey;

/// <summary>Metadata of endpoints whose work goes beyond the database: what is done there cannot be taken back when the key turns out to be known.</summary>
internal sealed class ActsOutside;

/// <summary>
/// The one place where a request's work is saved: after the handler, when it answers 2xx, with events, audit and the
/// stored answer in one SaveChanges. After a refusal nothing is saved at all.
/// </summary>
internal sealed class WriteFilter
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    public const int KeyLengthMax = 100;

    public static async ValueTask<object?> Invoke<TDb>(EndpointFilterInvocationContext context, EndpointFilterDelegate next, TDb db, CancellationToken cancel) where TDb : ServiceDb
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            || http.GetEndpoint()!.Metadata.GetMetadata<NoIdempotencyKey>() is not null) return await next(context);
        if (http.Request.Headers[Header] is not [{ Length: > 0 and <= KeyLengthMax } key] || key.Any(character => character is < '!' or > '~'))
            return new Refused(Refusal.Input(Header, $"every write carries the header {Header}: 1 to {KeyLengthMax} visible ASCII characters", "send a new random key, for instance a UUID, and the same one when you repeat the request"));

        var caller = http.Items[typeof(Caller)] as Caller ?? Caller.System("anonymous");
        var body = (HashedBody)http.Items[typeof(HashedBody)]!;
        if (http.GetEndpoint()!.Metadata.GetMetadata<ActsOutside>() is not null)
        {
            // Elsewhere a repetition is found when it is saved, which costs the first request nothing. Here it must not even begin.
            await body.ReadToEnd(cancel);
            await db.LockUntilCommit($"answer {caller.AccountId:N} {caller.OrganisationId:N} {key}", cancel);
            if (await Earlier(db, caller, key, body.Hash, cancel) is { } known) return known;
        }
        var answer = await next(context);
        var (status, value, location) = Read(answer);
        await body.ReadToEnd(cancel);
        var hash = body.Hash;
        if (status is < 200 or > 299)
            return await Earlier(db, caller, key, hash, cancel) ?? answer;

        var stored = new StoredAnswer
        {
            AccountId = caller.AccountId,
            OrganisationId = caller.OrganisationId,
            Key = key,
            RequestHash = hash,
            Status = status,
            Location = location,
            At = DateTimeOffset.UtcNow,
            Body = value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Problems.Json),
        };
        db.Answers.Add(stored);
        try
        {
            var saved = http.GetEndpoint()!.Metadata.GetMetadata<SavedTogether>() is not null && await http.RequestServices.GetRequiredService<SaveTogether<TDb>>().TrySave(db, cancel);
            if (!saved) await db.SaveChangesAsync(cancel);
            if (db.Database.CurrentTransaction is { } transaction) await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException failure) when (Sql.IsUniqueViolation(failure) || Sql.IsTransientConflict(failure))
        {
            if (db.Database.CurrentTransaction is { } transaction) await transaction.RollbackAsync(cancel);
            return await Earlier(db, caller, key, hash, cancel) ?? Conflict(failure);
        }
        return new Answer(stored, replayed: false);
    }

    private static Refused Conflict(Exception failure) => new(Sql.IsUniqueViolation(failure)
        ? new Refusal(RefusalKind.State, "already-exists", "something with the same identity was recorded in the same moment", "uniqueness", "look at what exists, then decide")
        : new Refusal(RefusalKind.State, "concurrent-change", "somebody else changed this in the same moment", "version", "load it again and repeat with a new Idempotency-Key"));

    private static async Task<IResult?> Earlier(ServiceDb db, Caller caller, string key, byte[] hash, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var earlier = await db.Answers.AsNoTracking().SingleOrDefaultAsync(
            answer => answer.AccountId == caller.AccountId && answer.OrganisationId == caller.OrganisationId && answer.Key == key, cancel);
        if (earlier is null) return null;
        return earlier.RequestHash.AsSpan().SequenceEqual(hash)
            ? new Answer(earlier, replayed: true)
            : new Refused(Refusal.Rule("idempotency-key-reused", "this Idempotency-Key was used for another request", Header, "send a new key for a new request"));
    }

    private static (int Status, object? Value, string? Location) Read(object? answer)
    {
        while (answer is INestedHttpResult nested) answer = nested.Result;
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        return (status, answer is IResult ? (answer as IValueHttpResult)?.Value : answer, answer is null ? null : LocationOf(answer));
    }

    /// <summary>Created&lt;T&gt; and its like have one, and no interface for it.</summary>
    private static string? LocationOf(object answer) =>
        Locations.GetOrAdd(answer.GetType(), type => type.GetProperty("Location") is { } location ? location.GetValue : _ => null)(answer) as string;

    private static readonly ConcurrentDictionary<Type, Func<object, object?>> Locations = new();

    private sealed class Answer(StoredAnswer stored, bool replayed) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = stored.Status;
            if (replayed) response.Headers[ReplayedHeader] = "true";
            if (stored.Location is not null) response.Headers.Location = stored.Location;
            if (stored.Body.Length == 0) return;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = stored.Body.Length;
            await response.Body.WriteAsync(stored.Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>
/// The key under which request bodies are hashed, kept beside the key ring and not in the database: a plain hash of a
/// body that holds little more than an identity number could be guessed from a copy of the database.
/// </summary>
internal sealed class RequestHashKey(IConfiguration configuration)
{
    private const int LengthBytes = 32;

    public byte[] Value { get; } = ReadOrMake(Path.Combine(configuration["Keys:Directory"]!, "request-hash.key"));

    private static byte[] ReadOrMake(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
        {
            // Whole or not at all, and the first of several replicas wins.
            var own = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllBytes(own, RandomNumberGenerator.GetBytes(LengthBytes));
            try { File.Move(own, file, overwrite: false); }
            catch (IOException) when (File.Exists(file)) { File.Delete(own); }
        }
        return File.ReadAllBytes(file) is { Length: LengthBytes } key ? key : throw new InvalidOperationException($"{file} is not a key of {LengthBytes} bytes");
    }
}

/// <summary>A request body that is hashed while it is read, so that a repeated key with another body is noticed.</summary>
internal sealed class HashedBody(Stream inner, RequestHashKey key) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Value);

    public byte[] Hash => hash.GetCurrentHash();

    public static void Use(HttpContext context, RequestHashKey key)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return;
        var body = new HashedBody(context.Request.Body, key);
        body.hash.AppendData(System.Text.Encoding.UTF8.GetBytes(context.Request.Method + " " + context.Request.Path + context.Request.QueryString + "\n"));
        context.Request.Body = body;
        context.Items[typeof(HashedBody)] = body;
        context.Response.RegisterForDispose(body);
    }

    /// <summary>A handler may have refused before it read everything.</summary>
    public async Task ReadToEnd(CancellationToken cancel)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(4096);
        try { while (await ReadAsync(buffer, cancel) > 0) { } }
        finally { System.Buffers.ArrayPool<byte>.Shared.Return(buffer); }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("bodies are read asynchronously");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

public static class WriteFilterExtensions
{
    /// <summary>This endpoint has an effect outside the database: its Idempotency-Key is looked up before its handler runs, and repetitions wait for each other.</summary>
    public static TBuilder LooksUpItsKeyFirst<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ActsOutside());

    /// <summary>This endpoint takes no Idempotency-Key and saves by itself.</summary>
    public static TBuilder WithoutIdempotencyKey<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NoIdempotencyKey());
}
