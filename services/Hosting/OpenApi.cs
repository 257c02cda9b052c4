using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>The service's API document: amounts as numbers in cents' steps, who may call what, the key that writes carry.</summary>
internal static class OpenApi
{
    public static void Add(IServiceCollection services, string service) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = $"TalentFinance {service}", Version = "v1" };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Yuan) || context.JsonTypeInfo.Type == typeof(Yuan?))
            {
                schema.Type = JsonSchemaType.Number;
                schema.MultipleOf = 0.01m;
                schema.Description = "yuan, two decimals";
                schema.Properties?.Clear();
            }
            // Texts have a reader of their own (NoNul), of which the framework knows no schema.
            if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
                schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            if (context.JsonTypeInfo.ElementType == typeof(string) && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Enumerable) schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
            if (context.JsonTypeInfo.ElementType == typeof(string) && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary) schema.AdditionalProperties ??= new OpenApiSchema { Type = JsonSchemaType.String };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<AllowedRoles>().LastOrDefault() is { } allowed)
                operation.Description = $"{operation.Description} Roles: {(allowed.Roles.Count == Enum.GetValues<Role>().Length ? "anybody signed in" : string.Join(", ", allowed.Roles))}.".Trim();
            // For programs: the roles, ["anybody"] where nobody has to sign in, and nothing where nobody gets in.
            var roles = metadata.OfType<IAllowAnonymous>().Any() ? ["anybody"] : metadata.OfType<AllowedRoles>().LastOrDefault()?.Roles.Select(role => role.ToString()) ?? [];
            (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-roles"] = new JsonNodeExtension(new JsonArray([.. roles.Select(role => JsonValue.Create(role))]));
            if (metadata.OfType<ExportsCsv>().Any())
                Query("format", "csv: all pages as CSV (also by Accept: text/csv)", JsonSchemaType.String);
            if (metadata.OfType<MethodInfo>().Any(handler => handler.GetParameters().Any(parameter => parameter.ParameterType == typeof(PageRequest))))
            {
                Query("limit", "1 to 200, 50 when left out", JsonSchemaType.Integer);
                Query("cursor", "`next` of the page before", JsonSchemaType.String);
            }
            if (context.Description.HttpMethod is not ("GET" or "HEAD") && !metadata.OfType<NoIdempotencyKey>().Any())
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = WriteFilter.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "A new random key for each new request, the same when it is repeated.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = WriteFilter.KeyLengthMax },
                });
            return Task.CompletedTask;

            void Query(string name, string description, JsonSchemaType type) => (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = type },
            });
        });
    });

    /// <summary>A schema's name: use cases nest types of the same name (Request, View), and each is a schema of its own.</summary>
    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? NameOf(inner)
        : type.IsArray ? "ArrayOf" + NameOf(type.GetElementType()!)
        : (type.IsNested ? type.DeclaringType!.Name : "")
            + (type.IsGenericType ? type.Name.Split('`')[0] + "Of" + string.Join("And", type.GenericTypeArguments.Select(NameOf)) : type.Name);

    /// <summary>`--openapi FILE`: write the document there and end, so that a build has it. Neither database nor broker nor keys are needed.</summary>
    private const string FileArgument = "openapi";

    /// <summary>What must be configured before the document can be made, and is not used by it.</summary>
    public static void WithoutEnvironment(ConfigurationManager configuration)
    {
        if (configuration[FileArgument] is null) return;
        configuration["Keys:Directory"] = Path.Combine(Path.GetTempPath(), "talentfinance-openapi-" + Environment.ProcessId);
        configuration["RabbitMq:Url"] = "amqp://nobody@localhost/";
        configuration["ConnectionStrings:Database"] = "";
    }

    /// <summary>True when the document was asked for and is written.</summary>
    public static async Task<bool> Written(WebApplication app)
    {
        if (app.Configuration[FileArgument] is not { } file) return false;
        // Hands the mapped routes over to the document, as the start of the server would.
        app.UseEndpoints(_ => { });
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        await File.WriteAllTextAsync(file, await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        Directory.Delete(app.Configuration["Keys:Directory"]!, recursive: true);
        return true;
    }
}
